using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Iam;

/// <summary>Who holds which access key: the administrator's, which <c>cloud.json</c> shows, and one for each role of the template.</summary>
public sealed class KeyRing
{
    private readonly Dictionary<string, (AccessKey Key, Principal Holder)> _byId;

    private KeyRing(IEnumerable<(AccessKey Key, Principal Holder)> keys) => _byId = keys.ToDictionary(each => each.Key.Id);

    /// <summary>One key, which may do everything.</summary>
    public static KeyRing Of(AccessKey administrator) => new([(administrator, Principal.Administrator(AccessKey.Account))]);

    /// <summary>Keys are made up once and kept, so that presigned URLs survive a restart.</summary>
    public static KeyRing Open(string path, AccessKey administrator, IEnumerable<Principal> roles, IRandomSource random)
    {
        var kept = DurableFile.Read(path) ?? [];
        var keys = roles.Select(role => (kept[role.Name].Deserialize<AccessKey>() ?? new AccessKey("AKIA" + Ids.Hex(random)[..16].ToUpperInvariant(), Ids.Hex(random), administrator.Region), role)).ToList();
        DurableFile.Write(path, new JsonObject(keys.Select(each => KeyValuePair.Create(each.role.Name, JsonSerializer.SerializeToNode(each.Item1)))));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new([(administrator, Principal.Administrator(AccessKey.Account)), .. keys]);
    }

    /// <exception cref="InvalidOperationException">The template has no such role.</exception>
    public AccessKey Of(string role) => _byId.Values.Single(each => each.Holder.Name == role).Key;

    public Principal Holder(string role) => _byId.Values.Single(each => each.Holder.Name == role).Holder;

    internal (AccessKey Key, Principal Holder)? Find(string id) => _byId.TryGetValue(id, out var found) ? found : null;
}
