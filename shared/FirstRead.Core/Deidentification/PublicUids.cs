using System.Globalization;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>UIDs that name classes, code lists and coding schemes, never a person's study: they stay.</summary>
internal static class PublicUids
{
    // Context groups of PS3.16 (PS3.6 table A-3): the number behind the root is the group's.
    private const string ContextGroups = "1.2.840.10008.6.1.";
    private const int LastContextGroup = 2000;

    // PS3.16 table 8-1.
    private static readonly HashSet<string> CodingSchemes =
    [
        "2.16.840.1.113883.6.96", "2.16.840.1.113883.6.8", "2.16.840.1.113883.6.1", "2.16.840.1.113883.6.2", "2.16.840.1.113883.6.3", "2.16.840.1.113883.6.86",
        "2.16.840.1.113883.6.119", "2.16.840.1.113883.6.256", "2.16.840.1.113883.6.24", "2.16.840.1.113883.6.31", "2.16.840.1.113883.6.100", "2.16.840.1.113883.6.121",
        "2.16.840.1.113883.6.5", "2.16.840.1.113883.3.26.1.1", "2.16.840.1.113883.6.316", "1.0.3166.1.2.2", "1.2.840.10008.2.16.4",
    ];

    public static bool Contains(string uid) => UidRegistry.IsRegistered(uid) || CodingSchemes.Contains(uid) || IsContextGroup(uid);

    private static bool IsContextGroup(string uid) =>
        uid.StartsWith(ContextGroups, StringComparison.Ordinal)
        && uid.Length <= ContextGroups.Length + 4
        && int.TryParse(uid.AsSpan(ContextGroups.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and < LastContextGroup;
}
