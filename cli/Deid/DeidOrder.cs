using FirstRead.Core.Deidentification;

namespace FirstRead.Cli.Deid;

/// <summary>What one run of <c>firstread deid</c> was asked for.</summary>
/// <param name="Paths">Files and folders, as given.</param>
/// <param name="Target">Folder that new files go to.</param>
/// <param name="Jobs">Files that are worked on at once.</param>
internal sealed record DeidOrder(
    IReadOnlyList<string> Paths,
    string Target,
    DeidentificationProfile Profile,
    DeidKeys Keys,
    int Jobs);
