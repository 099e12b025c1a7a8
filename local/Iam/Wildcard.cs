namespace FirstRead.Local.Iam;

/// <summary>IAM's patterns: <c>*</c> stands for any characters, <c>?</c> for one (IAM User Guide, "IAM JSON policy elements: Resource").</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text, StringComparison comparison = StringComparison.Ordinal)
    {
        var (at, star, retry) = (0, -1, 0);
        var next = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                (star, retry) = (next++, at);
            }
            else if (next < pattern.Length && (pattern[next] == '?' || Same(pattern[next], text[at], comparison)))
            {
                next++;
                at++;
            }
            else if (star >= 0)
            {
                // The last asterisk takes one character more.
                (next, at) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }
        return pattern.AsSpan(next).Trim('*').IsEmpty;
    }

    private static bool Same(char pattern, char text, StringComparison comparison) =>
        pattern == text || (comparison == StringComparison.OrdinalIgnoreCase && char.ToLowerInvariant(pattern) == char.ToLowerInvariant(text));
}
