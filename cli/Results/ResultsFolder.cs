using System.Text.Json;

namespace FirstRead.Cli.Results;

/// <summary>
/// The clinic's folder of signed reports. A set appears whole, by one rename, and is remembered apart from it: who moves the
/// files on into a PACS does not get them again.
/// </summary>
public sealed class ResultsFolder : IDisposable
{
    private const string Own = ".firstread";
    private readonly string root;
    private readonly FileStream hold;
    private int partials;

    /// <exception cref="CommandException">Another program fills the same folder.</exception>
    public ResultsFolder(string path)
    {
        root = Path.GetFullPath(path);
        Directory.CreateDirectory(At(Own));
        try
        {
            hold = new FileStream(At(Own, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandException($"Another firstread results writes to '{root}'.");
        }
        // What a process left that died at it.
        foreach (var left in Directory.EnumerateDirectories(At(Own), "partial-*"))
            Directory.Delete(left, recursive: true);
    }

    /// <summary>Where the last pass ended; null before the first.</summary>
    public string? Cursor
    {
        get => File.Exists(At(Own, "cursor")) && File.ReadAllText(At(Own, "cursor")) is { Length: > 0 } text ? text : null;
        set => Write(At(Own, "cursor"), value ?? "");
    }

    /// <summary>Whether this signature of the study, or a later one, was fetched.</summary>
    public bool Has(SignedEntry signed) => Read(signed.StudyId) is { } mark && mark.Number >= signed.Number;

    /// <summary>Puts a set in its place: <c>accession number (or StudyInstanceUID)/StudyInstanceUID-number/</c>.</summary>
    /// <param name="fill">Writes the documents into the folder it is given.</param>
    /// <returns>The set's folder.</returns>
    public async Task<string> PlaceAsync(ReleasedReport report, Func<string, Task> fill)
    {
        var study = SafeName.Of(report.StudyInstanceUid);
        var place = Path.Combine(report.AccessionNumber is { Length: > 0 } accession ? SafeName.Of(accession) : study, $"{study}-{report.Number}");
        var partial = Directory.CreateDirectory(NextPartial()).FullName;
        try
        {
            await fill(partial);
            Directory.CreateDirectory(Path.GetDirectoryName(At(place))!);
            // Of a process that died before it could remember: the same set, or part of one.
            if (Directory.Exists(At(place)))
                Directory.Move(At(place), NextPartial());
            Directory.Move(partial, At(place));
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
        Write(MarkOf(report.StudyId), JsonSerializer.Serialize(new FetchedMark(report.StudyId, report.Number, place), ResultsJson.Default.FetchedMark));
        return At(place);
    }

    public void Dispose() => hold.Dispose();

    private string NextPartial() => At(Own, $"partial-{++partials}");

    private FetchedMark? Read(string studyId) =>
        File.Exists(MarkOf(studyId)) ? JsonSerializer.Deserialize(File.ReadAllText(MarkOf(studyId)), ResultsJson.Default.FetchedMark) : null;

    private string MarkOf(string studyId) => At(Own, $"{SafeName.Of(studyId)}.json");

    private string At(params ReadOnlySpan<string> parts) => Path.Combine([root, .. parts]);

    private static void Write(string path, string text)
    {
        File.WriteAllText($"{path}.new", text);
        File.Move($"{path}.new", path, overwrite: true);
    }
}
