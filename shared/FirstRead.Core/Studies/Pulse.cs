namespace FirstRead.Core.Studies;

/// <summary>
/// A heartbeat counter and what Reconcile saw of it. Death is a counter unmoved over three looks: no two clocks are compared.
/// </summary>
/// <param name="Beats">Raised by the living.</param>
/// <param name="Seen">What the last look saw.</param>
/// <param name="Looks">How many looks in a row saw that.</param>
public readonly record struct Pulse(long Beats, long Seen, int Looks)
{
    public const int LooksOfDeath = 3;

    /// <summary>One that has never beaten may still be starting.</summary>
    public const int LooksOfBirth = 6;

    public bool Dead => Looks >= (Beats == 0 ? LooksOfBirth : LooksOfDeath);

    public Pulse Look() => Beats == Seen && Looks > 0 ? this with { Looks = Looks + 1 } : new Pulse(Beats, Beats, 1);
}
