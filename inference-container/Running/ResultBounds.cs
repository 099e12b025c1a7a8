using FirstRead.Core.Analysis;

namespace FirstRead.Inference.Running;

/// <summary>
/// A result is one item of the table, and an item has at most 400 KB (Amazon DynamoDB quotas): a larger one could never be stored, and
/// its study would be analysed again for ever. Findings come in the order of their weight; the contours file has all of them.
/// </summary>
internal static class ResultBounds
{
    public const int MostFindings = 200;
    public const int MostFindingsOnTrial = 50;
    public const int MostNotRead = 200;

    public static AnalysisResult Within(AnalysisResult result) => result with
    {
        Findings = First(result.Findings, MostFindings),
        NotRead = result.NotRead is { } notRead ? First(notRead, MostNotRead) : null,
        Shadows = result.Shadows is { } shadows ? [.. shadows.Select(shadow => shadow with { Findings = First(shadow.Findings, MostFindingsOnTrial) })] : null,
        Unlisted = Beyond(result.Findings.Count, MostFindings) + Beyond(result.NotRead?.Count ?? 0, MostNotRead) > 0
            ? new(Beyond(result.Findings.Count, MostFindings), Beyond(result.NotRead?.Count ?? 0, MostNotRead))
            : null,
    };

    private static int Beyond(int count, int most) => Math.Max(0, count - most);

    private static IReadOnlyList<T> First<T>(IReadOnlyList<T> all, int most) => all.Count <= most ? all : [.. all.Take(most)];
}
