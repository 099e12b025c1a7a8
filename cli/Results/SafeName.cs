using System.Security.Cryptography;
using System.Text;

namespace FirstRead.Cli.Results;

/// <summary>Names of files and folders from what a header or a server says: nothing in them leads out of the folder.</summary>
internal static class SafeName
{
    private const int Longest = 64;
    private const int Kept = 48;
    private static readonly string[] Endings = [".dcm", ".pdf", ".json"];

    /// <summary>The value itself where it is a plain name; else what is plain of it and a digest, so that two values never meet.</summary>
    public static string Of(string value)
    {
        var plain = string.Concat(value.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_'));
        if (plain == value && plain.Length is > 0 and <= Longest && plain[0] != '.')
            return plain;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..12];
        plain = plain.TrimStart('.');
        return $"{plain[..Math.Min(plain.Length, Kept)]}-{digest}";
    }

    /// <summary>Whether a server's name for a document is one: letters, digits and hyphens, and an ending we know.</summary>
    public static bool IsDocument(string name) =>
        Array.Find(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal)) is { } found
        && name[..^found.Length] is { Length: > 0 and <= Longest } stem
        && stem.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
