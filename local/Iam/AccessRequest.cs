namespace FirstRead.Local.Iam;

/// <summary>What somebody wants to do.</summary>
/// <param name="Action">For example <c>s3:GetObject</c>.</param>
/// <param name="Resource">An ARN; for a phone, its number: it has none.</param>
/// <param name="Context">Condition keys and their values, names without regard to case; a key without values is absent.</param>
public sealed record AccessRequest(string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Encrypted = new(StringComparer.OrdinalIgnoreCase)
    {
        // The local cloud speaks plain http on 127.0.0.1 where AWS speaks TLS: policies that refuse plain http are not put to the test.
        ["aws:SecureTransport"] = ["true"],
        ["s3:TlsVersion"] = ["1.3"],
    };

    public static AccessRequest Of(string action, string resource, params IEnumerable<(string Key, IReadOnlyList<string> Values)> context)
    {
        var keys = Encrypted;
        foreach (var (key, values) in context)
        {
            if (ReferenceEquals(keys, Encrypted))
                keys = new(Encrypted, StringComparer.OrdinalIgnoreCase);
            keys[key] = values;
        }
        return new(action, resource, keys);
    }
}
