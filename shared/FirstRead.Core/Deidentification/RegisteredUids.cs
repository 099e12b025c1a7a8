namespace FirstRead.Core.Deidentification;

/// <summary>UIDs that PS3.6 annex A registers: they name classes and code lists, never a person's study.</summary>
internal static class RegisteredUids
{
    private static readonly HashSet<string> Uids = [.. EmbeddedTable.Lines("registered-uids.txt")];

    public static bool Contains(string uid) => Uids.Contains(uid);
}
