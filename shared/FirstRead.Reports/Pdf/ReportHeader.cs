using FirstRead.Core.Studies;

namespace FirstRead.Reports.Pdf;

/// <summary>Title, what the document is worth, and whose it is.</summary>
internal static class ReportHeader
{
    private const string Absent = "not stated";

    public static void Draw(Paper paper, RadiologyReport report)
    {
        var style = paper.Style;
        paper.Skip(4);
        paper.Page.Text(TitleOf(report), style.Title, ReportStyle.Margin, paper.Y + style.Title.Size);
        State(paper, StateOf(report), report.Signed);
        paper.Skip(style.Title.LineHeight + 8);
        foreach (var pair in Fields(report).Chunk(2))
            paper.Row([.. pair.SelectMany(field => Cells(paper, field, paper.Width / 2))]);
        foreach (var field in Wide(report))
            paper.Row([.. Cells(paper, field, paper.Width)]);
        if (!report.Study.Incomplete)
            return;
        paper.Skip(6);
        paper.Band("The study is incomplete: pictures were refused, or are missing by their places.", style.Notice, ReportStyle.WarningPaper);
    }

    /// <summary>What no radiologist ever signed is not called a report.</summary>
    public static string TitleOf(RadiologyReport report) =>
        report.Signatures.Count > 0 ? "Radiology report" : report.Result is null ? "Radiology study" : "AI result";

    public static string StateOf(RadiologyReport report) => report.State switch
    {
        ReportState.Registered => "Registered: no result yet",
        ReportState.Preliminary => "Preliminary: AI result, unverified",
        ReportState.Final => "Final: signed",
        ReportState.Amended => "Amended: signed again",
        _ => throw new ArgumentOutOfRangeException(nameof(report), report.State, null),
    };

    /// <summary>Whose page it is, in one line.</summary>
    public static string Whose(RadiologyReport report) => string.Join("  ·  ", report.Subject switch
    {
        ReportSubject.Released { Patient: var patient } => new[] { Name(patient.PatientName), $"ID {Or(patient.PatientId)}", $"born {Date(patient.PatientBirthDate)}" },
        ReportSubject.Pseudonymous { Token: var token } => [$"Pseudonym {token.Value}"],
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    });

    /// <summary>In a box at the right, so that it is seen before anything is read.</summary>
    private static void State(Paper paper, string text, bool signed)
    {
        const double pad = 7;
        var style = signed ? paper.Style.Signature : paper.Style.Notice;
        var width = style.WidthOf(text) + (2 * pad);
        var left = ReportStyle.Margin + paper.Width - width;
        paper.Page.Rectangle(style.Colour, left, paper.Y, width, 22);
        paper.Page.Rectangle(ReportStyle.Paper, left + 1, paper.Y + 1, width - 2, 20);
        paper.Page.Text(text, style, left + pad, paper.Y + 14.5);
    }

    private static Cell[] Cells(Paper paper, (string Name, string Value) field, double width) =>
        [new(92, (field.Name, paper.Style.Faint)), new(width - 92, (field.Value, paper.Style.Strong))];

    private static IEnumerable<(string Name, string Value)> Fields(RadiologyReport report) => report.Subject switch
    {
        ReportSubject.Released { Patient: var patient, Study: var study } =>
        [
            ("Patient", Name(patient.PatientName)),
            ("Patient ID", patient.IssuerOfPatientId is { Length: > 0 } issuer ? $"{Or(patient.PatientId)} ({issuer})" : Or(patient.PatientId)),
            ("Date of birth", Date(patient.PatientBirthDate)),
            ("Sex", Sex(patient.PatientSex)),
            ("Accession no.", Or(study.AccessionNumber)),
            ("Study date", Date(study.StudyDate)),
        ],
        ReportSubject.Pseudonymous => [],
        _ => throw new ArgumentOutOfRangeException(nameof(report)),
    };

    private static IEnumerable<(string Name, string Value)> Wide(RadiologyReport report)
    {
        if (report.Subject is ReportSubject.Released { Patient.PatientName: { } name } && PersonName.Others(name) is { Count: > 0 } others)
            yield return ("Also written", string.Join("; ", others.Select(other => other.Shown)));
        if (report.Subject is ReportSubject.Pseudonymous { Token: var token })
            yield return ("Pseudonym", token.Value);
        yield return ("Examination", Examination(report.Study));
        yield return ("Study UID", report.Subject.StudyUid(report.Study));
    }

    private static string Examination(Study study) => Or(string.Join(", ", new[] { study.Modality, study.BodyPart }.Where(part => !string.IsNullOrWhiteSpace(part))));

    private static string Name(string? name) => name is null ? Absent : Or(PersonName.Parse(name).Shown);

    private static string Or(string? text) => string.IsNullOrWhiteSpace(text) ? Absent : text.Trim();

    private static string Date(string? text) => DicomDates.Iso(text) ?? Or(text);

    /// <summary>Of PS3.3 C.7.1.1.</summary>
    private static string Sex(string? text) => text?.Trim() switch
    {
        "F" => "female",
        "M" => "male",
        "O" => "other",
        var other => Or(other),
    };
}
