using System.Globalization;

namespace FirstRead.Core.DicomWeb;

/// <summary>One media range of an Accept header (RFC 9110 12.5.1), with the parameters that DICOMweb adds (PS3.18 8.7.3).</summary>
/// <param name="Type">Lower case. Of <c>multipart/related; type="x"</c> it is <c>x</c>.</param>
/// <param name="IsMultipart">Asked for as <c>multipart/related</c>.</param>
/// <param name="TransferSyntax">A UID; <c>*</c> for as stored; null where none is named.</param>
/// <param name="Quality">0 to 1.</param>
public sealed record MediaRange(string Type, bool IsMultipart, string? TransferSyntax, double Quality)
{
    /// <summary>What a client that names nothing gets: anything, as it is stored.</summary>
    public static readonly MediaRange Anything = new("*/*", IsMultipart: false, "*", 1);

    public bool Covers(string mediaType) =>
        Type == "*/*" || Type == mediaType || Type.EndsWith("/*", StringComparison.Ordinal) && mediaType.StartsWith(Type[..^1], StringComparison.Ordinal);

    /// <summary>Best first; those of quality 0 are left out. One of <see cref="Anything"/> where nothing is asked for.</summary>
    public static IReadOnlyList<MediaRange> Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return [Anything];
        return [.. Split(header, ',').Select(One).OfType<MediaRange>().Where(range => range.Quality > 0).OrderByDescending(range => range.Quality)];
    }

    private static MediaRange? One(string text)
    {
        var parts = Split(text, ';').Select(part => part.Trim()).ToArray();
        var name = parts[0].ToLowerInvariant();
        if (!name.Contains('/'))
            return null;
        var parameters = parts.Skip(1).Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0].Trim().ToLowerInvariant()).ToDictionary(group => group.Key, group => group.First()[1].Trim().Trim('"'));
        var isMultipart = name == "multipart/related";
        var quality = parameters.TryGetValue("q", out var given) && double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : 1;
        var type = isMultipart ? parameters.GetValueOrDefault("type", "*/*").ToLowerInvariant() : name;
        return new MediaRange(type, isMultipart, parameters.GetValueOrDefault("transfer-syntax") ?? (type == "*/*" ? "*" : null), quality);
    }

    /// <summary>Not within quotes.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"')
                quoted = !quoted;
            if (text[at] != separator || quoted)
                continue;
            yield return text[start..at];
            start = at + 1;
        }
        yield return text[start..];
    }
}
