using System.Text.Json;

namespace FirstRead.Local.Gateway;

/// <summary>The headers that the portal is built for (portal/security-headers.json), as CloudFront sends them on AWS: one file for both.</summary>
public sealed class SecurityHeaders
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;

    /// <param name="repository">Holds the portal.</param>
    /// <param name="origins">Whom the portal speaks to beside its own origin: the login server, and the store that uploads are put into.</param>
    public SecurityHeaders(string repository, params IEnumerable<string> origins)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(repository, "portal", "security-headers.json")));
        _headers = [.. file.RootElement.EnumerateObject().Select(header => KeyValuePair.Create(header.Name, header.Value.GetString()!.Replace("{connect-origins}", string.Join(' ', origins), StringComparison.Ordinal)))];
    }

    public void WriteTo(IHeaderDictionary headers)
    {
        foreach (var (name, value) in _headers)
            headers[name] = value;
    }
}
