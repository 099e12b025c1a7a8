using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Cli.Demo;

/// <summary>What the demo saw. <c>ok</c> only if every check was seen to hold.</summary>
/// <param name="Notes">Which radiographs were chosen, or why there are none.</param>
public sealed record DemoReport(bool Ok, IReadOnlyList<DemoStudy> Studies, IReadOnlyList<DemoCheck> Checks, IReadOnlyList<string> Notes, string Portal, long TotalMs)
{
    public string ToJson() => JsonSerializer.Serialize(this, DemoJson.Default.DemoReport);

    public void WriteTable(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"study",-44} {"files",5} {"ended as",-16} {"risk",-13} {"upload to SMS",13}  stages (ms)");
        foreach (var study in Studies)
            output.WriteLine($"{study.Case + "  " + study.Title,-44} {study.Instances,5} {study.Status + (study.Incomplete ? " *" : ""),-16} {study.Risk,-13} "
                + $"{(study.UploadToAlertMs is { } ms ? $"{ms} ms" : "no SMS"),13}  {string.Join(", ", study.StageMs.Select(stage => $"{stage.Key} {stage.Value}"))}");
        output.WriteLine("* incomplete: files were refused or never came");
        foreach (var study in Studies)
            foreach (var refused in study.Refused)
                output.WriteLine($"{study.Case}  refused: {refused}");
        foreach (var study in Studies.Where(study => study.Sms is not null))
            output.WriteLine($"{study.Case}  SMS: {study.Sms}");
        foreach (var note in Notes)
            output.WriteLine(note);
        output.WriteLine();
        foreach (var check in Checks)
            output.WriteLine($"{(check.Ok ? "seen  " : "MISSED")}  {check.What}{(check.Detail is null ? "" : $": {check.Detail}")}");
    }
}

/// <param name="UploadToAlertMs">From the last byte sent to the message's publication; null without a message.</param>
/// <param name="StageMs">Milliseconds by stage, from the times that the programs stored.</param>
public sealed record DemoStudy(
    string Case,
    string Title,
    string StudyId,
    int Instances,
    string Status,
    string? Reason,
    bool Incomplete,
    string Risk,
    IReadOnlyList<DemoFinding> Findings,
    IReadOnlyList<string> Refused,
    long? UploadToAlertMs,
    IReadOnlyDictionary<string, long> StageMs,
    string? Sms);

public sealed record DemoFinding(string Label, double Confidence, double? AreaMm2, double? DiameterMm, int SliceCount, bool HighRisk);

public sealed record DemoCheck(string What, bool Ok, string? Detail = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoReport))]
internal sealed partial class DemoJson : JsonSerializerContext;
