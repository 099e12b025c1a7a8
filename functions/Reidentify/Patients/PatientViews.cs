using FirstRead.Core.Access;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Patients;

/// <summary>Patients and erasures as answers, with the names of the people who acted.</summary>
public sealed class PatientViews(ReidentifyPorts ports)
{
    public async Task<PatientBody> OfAsync(PatientToken token, Call call)
    {
        var cancel = call.Cancelled;
        var studies = await ports.Patients.Acts.Studies.ListAsync(token, cancel);
        var links = await ports.Patients.Acts.Links.ListAsync(token, cancel);
        var erasures = (await ports.Patients.Erasures.ListAsync(cancel)).Where(erasure => erasure.Tokens.Contains(token)).ToList();
        var names = await NamesAsync([.. links.Select(link => link.By), .. SubjectsOf(erasures)], cancel);
        return new PatientBody(
            token.Value,
            [.. links.Select(link => new LinkBody(link.To.Value, names(link.By), link.At))],
            [.. studies.Select(one => PatientStudyBody.Of(one.Study))],
            [.. erasures.Select(erasure => ErasureBody.Of(erasure, call.Caller.Subject, names))]);
    }

    public async Task<IReadOnlyList<ErasureBody>> OfAsync(IReadOnlyList<Erasure> erasures, Call call)
    {
        var names = await NamesAsync(SubjectsOf(erasures), call.Cancelled);
        return [.. erasures.Select(erasure => ErasureBody.Of(erasure, call.Caller.Subject, names))];
    }

    private static IEnumerable<string> SubjectsOf(IEnumerable<Erasure> erasures) =>
        erasures.SelectMany(erasure => new[] { erasure.RequestedBy, erasure.ConfirmedBy }).OfType<string>();

    private async Task<Func<string, string>> NamesAsync(IEnumerable<string> subjects, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>();
        foreach (var subject in subjects.Distinct())
            names[subject] = (await ports.Principals.GetAsync(subject, cancel))?.Name ?? subject;
        return subject => names[subject];
    }
}
