namespace FirstRead.Core.Launching;

/// <summary>A task's time, told apart by UTC day. Pure.</summary>
public static class TaskDays
{
    /// <summary>No task runs for longer: a slot that names no beginning counts as long as this, never as nothing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <returns>In order; empty where the end is not after the beginning (two machines' clocks).</returns>
    public static IEnumerable<(DateOnly Day, TimeSpan Time)> Of(DateTimeOffset begin, DateTimeOffset end)
    {
        var at = begin < end - Longest ? end - Longest : begin;
        while (at < end)
        {
            var midnight = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
            var next = midnight < end ? midnight : end;
            yield return (DateOnly.FromDateTime(at.UtcDateTime), next - at);
            at = next;
        }
    }
}
