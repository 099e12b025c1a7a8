using FirstRead.Core.Studies;

namespace FirstRead.Cli.Demo;

/// <summary>One upload of the demo and what must be seen to happen to it.</summary>
/// <param name="Folder">Below the sample folder.</param>
/// <param name="Expect">What the study must end as.</param>
/// <param name="RefusedCodes">The reasons that must be given to the uploader, one a file.</param>
public sealed record DemoCase(
    string Letter,
    string Title,
    string Folder,
    Expectation Expect,
    IReadOnlyList<string> AnnounceOnly,
    IReadOnlyList<string> RefusedCodes,
    int Duplicates = 0,
    string Priority = "routine",
    string? Question = null)
{
    /// <summary>The sample studies that every machine has, in the order that they are uploaded.</summary>
    public static IReadOnlyList<DemoCase> All { get; } =
    [
        new("a", "Real brain MR, proton density", "a-proton-density", new(StudyStatus.NotApplicable, null), [], [],
            Question: "Headache for three weeks, brain tumour?"),
        new("b", "Simulated contrast T1 with a ring lesion", "b-ring-lesion", new(StudyStatus.Analysed, HighRisk: true), [], [],
            Question: "First seizure, mass?"),
        new("c", "The same simulation without the lesion", "c-no-lesion", new(StudyStatus.Analysed, HighRisk: false), [], []),
        new("d", "A slice that never comes", "d-missing-slice", new(StudyStatus.Analysed, HighRisk: null, Incomplete: true), ["IM0006.dcm"], ["not-received"]),
        new("e", "A text file, a truncated file, a duplicate", "e-bad-files", new(StudyStatus.NotApplicable, null, Incomplete: true), [], ["not-dicom", "truncated"], Duplicates: 1),
    ];
}

/// <summary>How a study must end.</summary>
/// <param name="HighRisk">Null where no risk is to be stated.</param>
/// <param name="Finding">That must be among a high-risk study's findings; null where any will do.</param>
public sealed record Expectation(StudyStatus Status, bool? HighRisk, bool Incomplete = false, bool Simulated = true, string? Finding = null);
