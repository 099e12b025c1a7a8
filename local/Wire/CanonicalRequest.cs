using System.Text;
using System.Text.RegularExpressions;

namespace FirstRead.Local.Wire;

/// <summary>The canonical request of Signature Version 4, rebuilt from what arrived.</summary>
internal static partial class CanonicalRequest
{
    public static string Of(HttpRequest request, IEnumerable<string> signedHeaders, string payloadHash)
    {
        var (path, query) = SignatureClaim.Target(request);
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .AppendJoin('/', path.Split('/').Select(Encode)).Append('\n')
            .AppendJoin('&', Parameters(query)).Append('\n');
        foreach (var name in signedHeaders)
            text.Append(name).Append(':').Append(HeaderValue(request, name)).Append('\n');
        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    private static IEnumerable<string> Parameters(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2) is [var name, var value] ? (Name: Encode(name), Value: Encode(value)) : (Name: Encode(parameter), Value: ""))
            .Where(parameter => parameter.Name != "X-Amz-Signature")
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}");

    private static string HeaderValue(HttpRequest request, string name) => name == "host"
        ? request.Host.Value ?? ""
        : string.Join(',', request.Headers[name].Select(value => Spaces().Replace(value?.Trim() ?? "", " ")));

    private static string Encode(string sent) => Uri.EscapeDataString(Uri.UnescapeDataString(sent));

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
