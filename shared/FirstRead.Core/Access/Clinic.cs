using FirstRead.Core.Studies;

namespace FirstRead.Core.Access;

/// <summary>When a clinic's readers see what the model found. Stored by <see cref="AiDisplayNames"/>.</summary>
public enum AiDisplay
{
    /// <summary>At once, with the pictures. What holds where nobody chose.</summary>
    First,

    /// <summary>When the reader asks for it.</summary>
    OnDemand,

    /// <summary>Once the reader has saved a read of their own: nobody is led by the model before.</summary>
    AfterOwnRead,
}

/// <summary>The one place where the modes are spelled as rows and bodies have them.</summary>
public static class AiDisplayNames
{
    public static string Of(AiDisplay display) => display switch
    {
        AiDisplay.First => "first",
        AiDisplay.OnDemand => "on-demand",
        AiDisplay.AfterOwnRead => "after-own-read",
        _ => throw new ArgumentOutOfRangeException(nameof(display), display, null),
    };

    /// <summary>Null where no mode has this name.</summary>
    public static AiDisplay? Parse(string? name)
    {
        foreach (var display in Enum.GetValues<AiDisplay>())
            if (Of(display) == name)
                return display;
        return null;
    }
}

/// <summary>A clinic that sends studies. Stored as <c>CLINICS</c>, <c>CLINIC#{id}</c> in the studies table.</summary>
/// <param name="Id">Stands in keys, and is never changed.</param>
/// <param name="Name">As shown to people, 1 to <see cref="LongestName"/> characters.</param>
public sealed record Clinic(ClinicId Id, string Name, AiDisplay AiDisplay)
{
    public const int LongestName = 80;
}

/// <summary>The clinics that an operator has entered. One without a row may send all the same: it has no name, and <see cref="AiDisplay.First"/>.</summary>
public interface IClinicStore
{
    /// <summary>Strongly consistent; null for a clinic that was not entered.</summary>
    Task<Clinic?> GetAsync(ClinicId id, CancellationToken cancel);

    /// <summary>Writes the clinic if it stands as <paramref name="seen"/> (null: not at all); false where it does not.</summary>
    Task<bool> PutAsync(Clinic clinic, Clinic? seen, CancellationToken cancel);

    /// <summary>All of them, by id. They are few enough for one answer.</summary>
    Task<IReadOnlyList<Clinic>> ListAsync(CancellationToken cancel);
}
