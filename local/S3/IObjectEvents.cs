namespace FirstRead.Local.S3;

/// <summary>Who is told of new objects. On AWS: S3's event notifications to Lambda.</summary>
public interface IObjectEvents
{
    /// <summary>Notes the event on disk before the object is visible, so that a crash in between loses nothing.</summary>
    /// <param name="eventName">As in the event record, for example <c>ObjectCreated:Put</c>.</param>
    /// <returns>A note to hand to <see cref="Announce"/>, or null where nobody listens.</returns>
    string? Prepare(string bucket, ObjectVersion version, string eventName);

    /// <summary>The object is visible: deliver.</summary>
    void Announce(string note);
}

/// <summary>Nobody is told.</summary>
public sealed class NoObjectEvents : IObjectEvents
{
    public string? Prepare(string bucket, ObjectVersion version, string eventName) => null;

    public void Announce(string note)
    {
    }
}
