using System.Text.Json;
using System.Text.Json.Serialization;
using FirstRead.Local.Wire;

namespace FirstRead.Local.SecretsManager;

/// <summary>One secret and all its versions, oldest first.</summary>
public sealed record Secret(string Name, IReadOnlyList<SecretVersion> Versions)
{
    /// <summary>The value under AWSCURRENT.</summary>
    [JsonIgnore]
    public string CurrentValue => Versions.Single(version => version.Stages.Contains(SecretVersion.Current)).Value;
}

/// <summary>One version; a staging label stands at one version at a time.</summary>
public sealed record SecretVersion(string Id, string Value, DateTimeOffset CreatedAt, IReadOnlyList<string> Stages)
{
    public const string Current = "AWSCURRENT";
    public const string Previous = "AWSPREVIOUS";
    public const string Pending = "AWSPENDING";

    /// <summary>Secrets Manager names the version that a rotation is to make before it has a value.</summary>
    [JsonIgnore]
    public bool IsEmpty => Value.Length == 0;
}

/// <summary>Secrets as one JSON file each, readable by their owner alone. Nothing is ever deleted (AWS may delete unlabelled versions).</summary>
public sealed class SecretStore
{
    private readonly Lock _gate = new();
    private readonly string _directory;
    private readonly TimeProvider _time;

    public SecretStore(string directory, TimeProvider time)
    {
        (_directory, _time) = (directory, time);
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public Secret? Find(string name)
    {
        lock (_gate)
            return File.Exists(PathOf(name)) ? JsonSerializer.Deserialize<Secret>(File.ReadAllText(PathOf(name))) : null;
    }

    /// <summary>Creates a secret at the first start of a local cloud; a later start changes nothing.</summary>
    public void CreateIfAbsent(string name, string versionId, Func<string> value)
    {
        lock (_gate)
            if (Find(name) is null)
                Save(new Secret(name, [new SecretVersion(versionId, value(), _time.GetUtcNow(), [SecretVersion.Current])]));
    }

    /// <summary>Adds a version; a repeat with the same id and value answers with the one that stands.</summary>
    public SecretVersion Put(string name, string versionId, string value, IReadOnlyList<string> stages)
    {
        lock (_gate)
        {
            var secret = Find(name)!;
            var standing = secret.Versions.FirstOrDefault(version => version.Id == versionId);
            if (standing is { IsEmpty: false })
                return standing.Value == value
                    ? standing
                    : throw new JsonServiceException("ResourceExistsException", "A resource with the ID you requested already exists.");
            var kept = secret.Versions.Where(version => version.Id != versionId);
            secret = secret with { Versions = [.. kept, new SecretVersion(versionId, value, _time.GetUtcNow(), standing?.Stages ?? [])] };
            secret = stages.Aggregate(secret, (changed, stage) => Moved(changed, stage, versionId));
            Save(secret);
            return secret.Versions[^1];
        }
    }

    /// <summary>Begins a rotation: the version that it is to make, without a value.</summary>
    public void Begin(string name, string versionId)
    {
        lock (_gate)
        {
            var secret = Find(name)!;
            if (secret.Versions.All(version => version.Id != versionId))
                Save(Moved(secret with { Versions = [.. secret.Versions, new SecretVersion(versionId, "", _time.GetUtcNow(), [])] }, SecretVersion.Pending, versionId));
        }
    }

    /// <summary>UpdateSecretVersionStage.</summary>
    public void MoveStage(string name, string stage, string? from, string? to)
    {
        lock (_gate)
        {
            var secret = Find(name)!;
            var holder = secret.Versions.FirstOrDefault(version => version.Stages.Contains(stage))?.Id;
            if (holder != from)
                throw new JsonServiceException("InvalidParameterException", $"{stage} is not attached to the version that RemoveFromVersionId names.");
            if (to is not null && secret.Versions.All(version => version.Id != to))
                throw new JsonServiceException("ResourceNotFoundException", "Secrets Manager can't find the version.");
            Save(Moved(secret, stage, to));
        }
    }

    /// <summary>As on AWS, whoever loses AWSCURRENT becomes AWSPREVIOUS.</summary>
    private static Secret Moved(Secret secret, string stage, string? to)
    {
        var holder = secret.Versions.FirstOrDefault(version => version.Stages.Contains(stage))?.Id;
        var moved = Labelled(secret, stage, to);
        return stage == SecretVersion.Current && holder is not null && holder != to ? Labelled(moved, SecretVersion.Previous, holder) : moved;
    }

    private static Secret Labelled(Secret secret, string stage, string? versionId) => secret with
    {
        Versions =
        [
            .. secret.Versions.Select(version => version with
            {
                Stages = version.Id == versionId ? [.. version.Stages.Union([stage])] : [.. version.Stages.Where(label => label != stage)],
            }),
        ],
    };

    private void Save(Secret secret)
    {
        var path = PathOf(secret.Name);
        DurableFile.Write(path, JsonSerializer.SerializeToNode(secret)!);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string PathOf(string name) => Path.Combine(_directory, Uri.EscapeDataString(name) + ".json");
}
