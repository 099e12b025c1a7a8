using System.Text.RegularExpressions;

namespace FirstRead.Core.Analysis;

/// <summary>Why a study was not read, as a report may say it.</summary>
public static partial class ReasonText
{
    /// <summary>A reason may name an image by its pseudonym, which a document for its clinic must not hold.</summary>
    public static string WithoutUids(string reason) => Uid().Replace(reason, "(an image)");

    [GeneratedRegex(@"\b[0-2](?:\.[0-9]+){2,}\b")]
    private static partial Regex Uid();
}
