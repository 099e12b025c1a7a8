using FirstRead.Core;

namespace FirstRead.Local.S3;

/// <summary>All buckets under one folder.</summary>
public sealed class ObjectStore
{
    private readonly Dictionary<string, Bucket> _buckets;

    public ObjectStore(string directory, IEnumerable<string> buckets, TimeProvider time, IRandomSource random) =>
        _buckets = buckets.ToDictionary(name => name, name => new Bucket(name, Path.Combine(directory, name), time, random));

    /// <summary>Who is told of new objects; set before the first request.</summary>
    public IObjectEvents Events { get; set; } = new NoObjectEvents();

    public IEnumerable<string> Names => _buckets.Keys;

    public Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    /// <summary>Commits and announces; null when <paramref name="onlyIfAbsent"/> and the key is taken.</summary>
    public ObjectVersion? Commit(Bucket bucket, ObjectVersion draft, string stagedPath, bool onlyIfAbsent, string eventName)
    {
        string? note = null;
        var version = bucket.Commit(draft, stagedPath, onlyIfAbsent, stamped => note = Events.Prepare(bucket.Name, stamped, eventName));
        if (note is not null)
            Events.Announce(note);
        return version;
    }
}
