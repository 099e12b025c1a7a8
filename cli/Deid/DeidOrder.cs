using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.Cli.Deid;

/// <summary>What one run of <c>firstread deid</c> was asked for.</summary>
/// <param name="Paths">Files and folders, as given.</param>
/// <param name="Target">Folder that new files go to.</param>
/// <param name="Texts">Null where the profile does not clean pixels (113101).</param>
/// <param name="Jobs">Files that are worked on at once.</param>
/// <param name="Reports">Null where nobody asked for them.</param>
internal sealed record DeidOrder(
    IReadOnlyList<string> Paths,
    string Target,
    DeidentificationProfile Profile,
    ITextDetector? Texts,
    DeidKeys Keys,
    int Jobs,
    StudyReports? Reports);
