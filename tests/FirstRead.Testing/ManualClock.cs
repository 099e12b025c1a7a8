namespace FirstRead.Testing;

/// <summary>Stands still until it is told to go on. Timestamps follow the wall clock it shows.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset current = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => current;

    public override long GetTimestamp() => current.UtcTicks;

    public void Advance(TimeSpan by) => current += by;
}
