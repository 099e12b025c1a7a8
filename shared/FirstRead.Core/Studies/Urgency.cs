using FirstRead.Core.Storage;

namespace FirstRead.Core.Studies;

/// <summary>
/// How soon a person must look. The higher of what the clinic asked and what any result version said;
/// nothing but a person's act lowers it. Failed, held and not-applicable studies keep their place.
/// </summary>
public static class Urgency
{
    /// <summary>0 (routine) to 3 (now).</summary>
    public static int Of(Study study) => Math.Max(
        AskedFor(study),
        study.HighestRisk switch { Risk.High => 3, Risk.Indeterminate => 1, _ => 0 });

    /// <summary>What the clinic alone asked for, 0, 2 or 3: the whole that may be told to whom the model's result is withheld from.</summary>
    public static int AskedFor(Study study) => study.Priority switch { Priority.Stat => 3, Priority.Urgent => 2, _ => 0 };

    /// <summary>Whether the study stands on the worklist: until a person signs.</summary>
    public static bool IsOpen(Study study) => study.Times.SignedAt is null;

    /// <summary>Sorts what a day's readers have signed ascending by time; a partition a day (<see cref="StudiesTable.DoneOn"/>).</summary>
    public static string DoneKey(Study study) => $"{StoredTime.Of(study.Times.SignedAt!.Value)}#{study.Id}";

    /// <summary>Sorts the worklist ascending: most urgent first, then longest waiting.</summary>
    public static string SortKey(Study study) =>
        $"{SortPrefix(Of(study))}{StoredTime.Of(study.Times.ReceivedAt)}#{study.Id}";

    /// <summary>What the sort keys of one urgency begin with.</summary>
    public static string SortPrefix(int urgency) => $"{9 - urgency}#";
}
