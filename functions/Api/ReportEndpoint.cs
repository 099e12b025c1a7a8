using FirstRead.Core.Review;
using FirstRead.Core.Triage;
using FirstRead.Functions.Api.Readers;
using FirstRead.Reports;
using FirstRead.Reports.Signing;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>The report on a study for those who read it: the signed documents as stored, or what may be said before, marked so.</summary>
public sealed class ReportEndpoint(ApiPorts ports, SigningArchive archive)
{
    /// <summary>Lambda answers 6 MB at most, and what is no text goes as base 64.</summary>
    private const int LargestAnswer = 4_400_000;

    private static readonly Problem NoReport = new(409, "no-report", "There is no such report", "The analysis or the signature is of before it was kept, or there is none yet.");
    private static readonly Problem TooLarge = new(409, "report-too-large", "The report is too large for an answer", "Fetch it by its path: the study's review names the files of each signature.");

    private readonly AiGate gate = new(ports);
    private readonly OpenedStudies opened = new(ports);

    public async Task<Answer> GetAsync(Call call)
    {
        var format = call.Query("format") ?? "pdf";
        if (format is not ("pdf" or "fhir" or "sr"))
            return Problems.InvalidBody("format", "must be pdf, fhir or sr");
        if (await StudyEndpoints.ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        // A report says what the model found, signed or not.
        if (!AiGate.Shows(reading, await gate.ModeOf(reading.Study.Id, call.Cancelled), call.Caller))
            return AiGate.NotShown;
        await opened.NoteAsync(call, reading.Study, aiShown: true);
        if (await ContentAsync(call, reading, format) is not { } document)
            return NoReport;
        return document.Content.Length > LargestAnswer ? TooLarge : Answer.File(document.Content, document.ContentType, NameOf(reading, document.Name));
    }

    private async Task<SignedDocument?> ContentAsync(Call call, Reading reading, string format)
    {
        var signed = SignatureOf(reading) is { } signature ? SignedSet.Of(signature) : null;
        if (format == "sr")
        {
            var key = SignatureOf(reading) is null ? reading.Result?.Objects.Report : signed!.Report;
            return await archive.FetchAsync(key, call.Cancelled) is { } report ? new(SignedSet.ReportName, "application/dicom", report) : null;
        }
        var (name, stored) = format == "pdf" ? (SignedSet.PdfName, signed?.Pdf) : (SignedSet.FhirName, signed?.Fhir);
        if (await archive.FetchAsync(stored, call.Cancelled) is { } content)
            return new(name, format == "pdf" ? Reports.Pdf.PdfReport.MediaType : Reports.Fhir.FhirBundle.MediaType, content);
        var instances = await ports.Studies.ListInstancesAsync(reading.Study.Id, call.Cancelled);
        var material = await archive.ReadAsync(reading, instances, call.Cancelled);
        return PseudonymousDocuments.Current(reading, instances, material).Single(document => document.Name == name);
    }

    /// <summary>The one in force: null where nobody signed, or a later result came.</summary>
    private static Signature? SignatureOf(Reading reading) =>
        reading.Signed && reading.Rounds.LastOrDefault(round => round.Signature is not null)?.Signature is { } last && last.ResultAttempt == reading.Study.ResultAttempt ? last : null;

    /// <summary>Named by the study's code, as the text message names it.</summary>
    private static string NameOf(Reading reading, string name) => $"{StudyCode.Of(reading.Study.Id)}-{name}";
}
