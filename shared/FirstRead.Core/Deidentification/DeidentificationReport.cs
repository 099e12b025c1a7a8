namespace FirstRead.Core.Deidentification;

/// <summary>What was done to one instance and why, in counts: never a value.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Method">What the profile says of itself in (0012,0063): with the edition of the table.</param>
/// <param name="Software">The program that did it, with its version.</param>
/// <param name="Options">CID 7050 codes written to (0012,0064): the basic profile, and each option whose step ran on this instance.</param>
/// <param name="Attributes">In tag order. Private attributes are one line, and those unknown to the dictionary another.</param>
/// <param name="Pixels">Null when no pixel step ran.</param>
public sealed record DeidentificationReport(
    string Profile,
    string Method,
    string Software,
    IReadOnlyList<string> Options,
    IReadOnlyList<AttributeCount> Attributes,
    PixelFindings? Pixels)
{
    /// <summary>Attributes by action, at every depth.</summary>
    public IReadOnlyDictionary<string, int> Actions =>
        new SortedDictionary<string, int>(Attributes.GroupBy(attribute => attribute.Action).ToDictionary(group => group.Key, group => group.Sum(attribute => attribute.Count)), StringComparer.Ordinal);
}

/// <summary>One attribute, at every depth where it stood.</summary>
/// <param name="Tag">As (0010,0010), or <c>private</c> or <c>unknown</c>.</param>
/// <param name="Keyword">Empty where there is none.</param>
/// <param name="Action">kept, cleaned, replaced, emptied, removed, dateShifted, uidMapped, walked, computed.</param>
/// <param name="Reason">table, keepList, vr, failedCheck, unknownAttribute, private, bulk.</param>
/// <param name="Option">The CID 7050 code under which it was done; null for the basic profile.</param>
public sealed record AttributeCount(string Tag, string Keyword, string Action, string Reason, string? Option, int Count);
