using FirstRead.Cli.Samples;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Demo.Radiographs;

/// <summary>The demo's real radiographs, where the training sets are at hand; elsewhere each is skipped by name.</summary>
/// <param name="Cases">To upload.</param>
/// <param name="People">In their headers.</param>
/// <param name="Notes">What was chosen, or why it is skipped: one line a source.</param>
/// <param name="Checks">That failed before anything was uploaded.</param>
public sealed record RadiographSamples(IReadOnlyList<DemoCase> Cases, IReadOnlyList<SyntheticIdentity> People, IReadOnlyList<string> Notes, IReadOnlyList<DemoCheck> Checks)
{
    /// <param name="archives">Folder of the training sets.</param>
    /// <param name="samples">Folder to write below.</param>
    public static async Task<RadiographSamples> WriteAsync(string repository, string archives, string samples, CancellationToken cancel)
    {
        var (cases, people, notes, checks) = (new List<DemoCase>(), new List<SyntheticIdentity>(), new List<string>(), new List<DemoCheck>());
        foreach (var source in RadiographSource.All)
        {
            var path = Path.Combine(archives, $"{source.Archive}.tar");
            var archive = new TrainingArchive(path);
            if (!archive.Exists)
            {
                notes.Add($"({source.Letter}) {source.Title}: skipped, for the training set is not here ({path})");
                continue;
            }
            var choice = new RadiographChoice(Path.Combine(repository, "inference-container", "models"), Path.Combine(samples, "candidates"));
            var (found, note) = await choice.WriteAsync(source, archive, Path.Combine(samples, source.Folder), cancel);
            notes.Add($"({source.Letter}) {source.Title}: {note}");
            if (found)
            {
                cases.Add(new(source.Letter, source.Title, source.Folder, new(StudyStatus.Analysed, HighRisk: true, Simulated: false, Finding: source.Finding), [], []));
                people.Add(source.Person);
            }
            else
            {
                checks.Add(new($"({source.Letter}) {source.Title} is there to be shown", false, note));
            }
        }
        return new(cases, people, notes, checks);
    }
}
