using FirstRead.Core;

namespace FirstRead.Local.S3;

/// <summary>
/// One versioned bucket. Bytes and description are written aside and renamed; the description's rename is the moment the
/// version exists. An index in memory is rebuilt from the descriptions at start.
/// </summary>
public sealed class Bucket
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<ObjectVersion>> _versions = new(StringComparer.Ordinal);
    private readonly BucketFiles _files;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;
    private long _lastTick;

    public Bucket(string name, string directory, TimeProvider time, IRandomSource random)
    {
        (Name, _files, _time, _random) = (name, new BucketFiles(directory), time, random);
        foreach (var version in _files.Descriptions().Select(S3Json.Read<ObjectVersion>).OrderBy(version => version.VersionId, StringComparer.Ordinal))
            Index(version);
    }

    public string Name { get; }

    internal BucketFiles Files => _files;

    /// <summary>A path for a body that is still arriving; on the same file system as where it ends.</summary>
    public string NewStagingPath() => Path.Combine(_files.Staging, NewToken());

    public string NewToken() => $"{_random.NextUInt128():x32}";

    /// <summary>The bytes of a version that is no delete marker.</summary>
    public string PathOf(ObjectVersion version) => _files.Data(version.Key, version.VersionId);

    /// <summary>The newest version or the one named; null when there is none. May be a delete marker.</summary>
    public ObjectVersion? Find(string key, string? versionId = null)
    {
        lock (_gate)
        {
            var versions = _versions.GetValueOrDefault(key);
            return versionId is null ? versions?[^1] : versions?.Find(version => version.VersionId == versionId);
        }
    }

    /// <summary>All versions of all keys with the prefix, keys ascending, newest version first.</summary>
    public IReadOnlyList<ObjectVersion> List(string prefix)
    {
        lock (_gate)
        {
            return [.. _versions.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(entry => Enumerable.Reverse(entry.Value))];
        }
    }

    /// <summary>Makes staged bytes the newest version of a key; null when <paramref name="onlyIfAbsent"/> and there is one.</summary>
    /// <param name="draft">Everything but version and time.</param>
    /// <param name="beforeVisible">Called under the bucket's lock, with the version as it will be.</param>
    public ObjectVersion? Commit(ObjectVersion draft, string stagedPath, bool onlyIfAbsent, Action<ObjectVersion>? beforeVisible = null)
    {
        lock (_gate)
        {
            if (onlyIfAbsent && Find(draft.Key) is { IsDeleteMarker: false })
                return null;
            var version = Stamp(draft);
            var path = _files.Data(version.Key, version.VersionId);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(stagedPath, path);
            beforeVisible?.Invoke(version);
            S3Json.Write(path + ".json", version);
            Index(version);
            return version;
        }
    }

    /// <summary>Hides a key behind a delete marker; its versions stay.</summary>
    public ObjectVersion Hide(string key)
    {
        lock (_gate)
        {
            var marker = Stamp(new ObjectVersion(key, "", default, 0, "", "", new Dictionary<string, string>(), new Dictionary<string, string>(), IsDeleteMarker: true));
            var path = _files.Description(key, marker.VersionId);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            S3Json.Write(path, marker);
            Index(marker);
            return marker;
        }
    }

    /// <summary>Removes one version for good.</summary>
    public ObjectVersion? Remove(string key, string versionId)
    {
        lock (_gate)
        {
            if (Find(key, versionId) is not { } version)
                return null;
            File.Delete(_files.Description(key, versionId));
            File.Delete(_files.Data(key, versionId));
            _versions[key].Remove(version);
            if (_versions[key].Count == 0)
                _versions.Remove(key);
            return version;
        }
    }

    /// <summary>Puts these tags in place of those the version has; nothing where it is gone meanwhile.</summary>
    public void Tag(ObjectVersion version, IReadOnlyDictionary<string, string> tags)
    {
        lock (_gate)
        {
            if (Find(version.Key, version.VersionId) is not { } standing)
                return;
            var tagged = standing with { Tags = tags };
            S3Json.Write(_files.Description(version.Key, version.VersionId), tagged);
            var versions = _versions[version.Key];
            versions[versions.IndexOf(standing)] = tagged;
        }
    }

    private ObjectVersion Stamp(ObjectVersion draft)
    {
        var now = _time.GetUtcNow();
        _lastTick = Math.Max(_lastTick + 1, now.UtcTicks);
        return draft with { VersionId = $"{_lastTick:x16}{_random.NextUInt128() & uint.MaxValue:x8}", ModifiedAt = now };
    }

    private void Index(ObjectVersion version)
    {
        if (!_versions.TryGetValue(version.Key, out var versions))
            _versions[version.Key] = versions = [];
        versions.Add(version);
        _lastTick = Math.Max(_lastTick, Convert.ToInt64(version.VersionId[..16], 16));
    }
}
