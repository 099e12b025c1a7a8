namespace FirstRead.Local.Faults;

/// <summary>What becomes of one event: how often it is delivered and how much later.</summary>
public sealed class EventTrouble(FaultScene scene, EventFaults faults, string where)
{
    private readonly FaultDice _dice = scene.Dice(where);

    /// <summary>One wait for each delivery; none where the event is lost.</summary>
    /// <param name="subject">What the event is of.</param>
    public IReadOnlyList<TimeSpan> Deliveries(string subject)
    {
        if (scene.IsCalm)
            return [TimeSpan.Zero];
        if (_dice.Falls(faults.Drop))
        {
            scene.Note("event-dropped", where, subject);
            return [];
        }
        var waits = new List<TimeSpan> { Wait(subject) };
        if (_dice.Falls(faults.Duplicate))
        {
            scene.Note("event-repeated", where, subject);
            waits.Add(_dice.UpTo(faults.LateSeconds));
        }
        return waits;
    }

    /// <summary>Returns when the shard is not stalled.</summary>
    public async Task WhileStalledAsync(CancellationToken cancel)
    {
        for (var first = true; scene.Lasts(FaultWindow.StalledShard); first = false)
        {
            if (first)
                scene.Note("shard-stalled", where);
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
        }
    }

    private TimeSpan Wait(string subject)
    {
        if (!_dice.Falls(faults.Late))
            return TimeSpan.Zero;
        scene.Note("event-late", where, subject);
        return _dice.UpTo(faults.LateSeconds);
    }
}
