using FirstRead.Cli.Upload;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Cli.Demo;

/// <summary>What became of one case: the uploader's view, the stored study and result, the message.</summary>
public sealed record DemoObservation(DemoUpload Upload, UploadProgress State, Study Study, AnalysisResult? Result, IReadOnlyList<TextMessage> Messages)
{
    private static readonly StudyStatus[] Ends = [StudyStatus.Analysed, StudyStatus.NotApplicable, StudyStatus.Failed];

    /// <summary>Nothing more is to happen before a person acts.</summary>
    public bool Ended => !State.Open && Ends.Contains(Study.Status) && (Study.Risk != Risk.High || Study.Times.AlertedAt is not null);

    public DemoStudy Describe() => new(
        Upload.Case.Letter,
        Upload.Case.Title,
        Study.Id.Value,
        Study.InstanceCount,
        StoredNames.Of(Study.Status),
        Study.Reason,
        Study.Incomplete,
        StoredNames.Of(Study.Risk),
        [.. (Result?.Findings ?? []).Select(finding => new DemoFinding(finding.Label, Math.Round(finding.Confidence, 3), Round(finding.AreaMm2), Round(finding.DiameterMm), finding.SliceCount, finding.HighRisk))],
        [.. State.Files.Where(file => file.Code is not null && file.State != "duplicate").Select(file => $"{file.Code}: {file.Message}")],
        Messages.Count == 0 ? null : (long)(Messages[0].At - Upload.SentAt).TotalMilliseconds,
        Stages(Study.Times),
        Messages is [var message, ..] ? message.Text : null);

    /// <summary>The checks that this case makes, in words that a reader of the table understands.</summary>
    public IEnumerable<DemoCheck> Check()
    {
        var demo = Upload.Case;
        var (expected, name) = (demo.Expect, $"({demo.Letter}) {demo.Title}");
        yield return new($"{name} ended as {StoredNames.Of(expected.Status)}", Study.Status == expected.Status, Study.Reason);
        if (expected.HighRisk is { } high)
            yield return new($"{name} is {(high ? "" : "not ")}high risk", (Study.Risk == Risk.High) == high, StoredNames.Of(Study.Risk));
        yield return new($"{name} is {(expected.Incomplete ? "marked incomplete" : "complete")}", Study.Incomplete == expected.Incomplete);
        foreach (var code in demo.RefusedCodes)
            yield return new($"{name}: one file was refused with {code}", State.Files.Count(file => file.Code == code) == 1,
                State.Files.FirstOrDefault(file => file.Code == code)?.Message);
        yield return new($"{name}: {demo.Duplicates} duplicate", State.Files.Count(file => file.State == "duplicate") == demo.Duplicates);
        yield return new($"{name}: {(Study.Risk == Risk.High ? "exactly one message, for it is high risk" : "no message, for it is not high risk")}", Messages.Count == (Study.Risk == Risk.High ? 1 : 0));
        if (expected.Finding is { } label)
            yield return new($"{name} has a {label} among its findings, at high risk", Result?.Findings.Any(finding => finding.Label == label && finding.HighRisk) == true);
        if (Result?.Outcome == AnalysisOutcome.Analysed)
            yield return new($"{name} {(expected.Simulated ? "says simulated" : "is real, and does not say simulated")}", (Study.Simulated, Result.Simulated) == (expected.Simulated, expected.Simulated));
    }

    public static IReadOnlyList<TextMessage> MessagesOf(StudyId study, IReadOnlyList<TextMessage> all) =>
        [.. all.Where(message => message.Text.Contains(StudyCode.Of(study), StringComparison.Ordinal))];

    private static Dictionary<string, long> Stages(StudyTimes times)
    {
        (string Name, DateTimeOffset? At)[] steps =
        [
            ("ingest", times.LastInstanceAt), ("complete", times.CompleteAt), ("launch", times.LaunchedAt),
            ("start", times.AnalysisStartedAt), ("analyse", times.AnalysedAt), ("alert", times.AlertedAt),
        ];
        var (stages, before) = (new Dictionary<string, long>(), times.ReceivedAt);
        foreach (var (name, at) in steps)
            if (at is { } reached)
            {
                stages[name] = Math.Max(0, (long)(reached - before).TotalMilliseconds);
                before = reached;
            }
        return stages;
    }

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 1) : null;
}
