using System.Text.Json;

namespace FirstRead.Core.Identity;

/// <summary>
/// A secret's value: the current 256-bit key and every version still in use. All versions stand in one value, for Secrets
/// Manager may delete versions without a staging label. As JSON: <c>{"current":2,"keys":{"1":"base64","2":"base64"}}</c>.
/// </summary>
public sealed class Keyring
{
    public const int KeyBytes = 32;

    /// <summary>The value that a deployment creates a secret with, no ring yet: the first rotation makes the first key.</summary>
    public const string Empty = """{"current":0,"keys":{}}""";

    private readonly SortedDictionary<int, byte[]> keys;

    private Keyring(int current, SortedDictionary<int, byte[]> keys) => (Current, this.keys) = (current, keys);

    /// <summary>The version that seals and looks up now.</summary>
    public int Current { get; }

    public byte[] CurrentKey => keys[Current];

    /// <summary>Every version in use, ascending.</summary>
    public IReadOnlyCollection<int> Versions => keys.Keys;

    /// <summary>A ring with one fresh key.</summary>
    public static Keyring Create(IRandomSource random) => new(1, new SortedDictionary<int, byte[]> { [1] = FreshKey(random) });

    /// <exception cref="FormatException">The value is no keyring; the message names no key.</exception>
    public static Keyring Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var keys = new SortedDictionary<int, byte[]>();
            foreach (var entry in document.RootElement.GetProperty("keys").EnumerateObject())
                keys.Add(int.Parse(entry.Name, System.Globalization.NumberStyles.None), entry.Value.GetBytesFromBase64());
            var current = document.RootElement.GetProperty("current").GetInt32();
            if (!keys.ContainsKey(current) || keys.Values.Any(key => key.Length != KeyBytes))
                throw new FormatException("The keyring's current version is missing, or a key has not 32 bytes.");
            return new Keyring(current, keys);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new FormatException("The secret's value is not a keyring.");
        }
    }

    /// <summary>Null when this version has left the ring.</summary>
    public byte[]? Find(int version) => keys.GetValueOrDefault(version);

    /// <summary>Rotation: appends a fresh key and makes it current; every older version stays.</summary>
    public Keyring Rotate(IRandomSource random)
    {
        var next = keys.Keys.Max() + 1;
        return new Keyring(next, new SortedDictionary<int, byte[]>(keys) { [next] = FreshKey(random) });
    }

    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("current", Current);
            writer.WriteStartObject("keys");
            foreach (var (version, key) in keys)
                writer.WriteBase64String(version.ToString(System.Globalization.CultureInfo.InvariantCulture), key);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Names no key.</summary>
    public override string ToString() => $"{nameof(Keyring)} ({keys.Count} versions, current {Current})";

    private static byte[] FreshKey(IRandomSource random)
    {
        var key = new byte[KeyBytes];
        random.Fill(key);
        return key;
    }
}
