using FirstRead.Core.Studies;

namespace FirstRead.Core.Deidentification;

/// <summary>What was written. All UIDs are the new ones.</summary>
public sealed record DeidentifiedInstance(
    StudyId Study,
    string StudyInstanceUid,
    string SeriesInstanceUid,
    string SopInstanceUid,
    DeidentificationReport Report);

/// <summary>What was done, in counts: never a value.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Options">CID 7050 codes written to (0012,0064): the basic profile, and each option whose step ran on this instance.</param>
/// <param name="Actions">Attributes by action: kept, replaced, emptied, removed, cleaned, dateShifted, uidMapped, walked, computed, private, unlisted, bulk.</param>
public sealed record DeidentificationReport(
    string Profile,
    IReadOnlyList<string> Options,
    IReadOnlyDictionary<string, int> Actions);
