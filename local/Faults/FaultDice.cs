namespace FirstRead.Local.Faults;

/// <summary>Random draws of one purpose from the plan's seed. Which request gets which draw depends on who comes first.</summary>
public sealed class FaultDice
{
    private readonly Lock _gate = new();
    private readonly Random _random;

    public FaultDice(int seed, string purpose)
    {
        var mixed = unchecked((uint)seed * 2654435761);
        foreach (var character in purpose)
            mixed = (mixed ^ character) * 16777619;
        _random = new Random((int)mixed);
    }

    /// <summary>From 0 to 1.</summary>
    public double Next()
    {
        lock (_gate)
            return _random.NextDouble();
    }

    public bool Falls(double share) => share > 0 && Next() < share;

    public TimeSpan UpTo(double seconds) => TimeSpan.FromSeconds(Next() * seconds);
}
