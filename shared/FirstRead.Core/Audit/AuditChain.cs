using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Storage;

namespace FirstRead.Core.Audit;

/// <summary>A hash chain: who changes or removes an entry breaks every hash behind it.</summary>
public static class AuditChain
{
    public static readonly string Start = new('0', 64);

    /// <summary>The entry that follows <paramref name="last"/> (null: the first of its subject).</summary>
    public static AuditEntry Next(AuditEntry? last, AuditEvent next)
    {
        var number = (last?.Number ?? 0) + 1;
        var previous = last?.Hash ?? Start;
        return new AuditEntry(next, number, previous, HashOf(next, number, previous));
    }

    /// <summary>The number of the first entry that does not follow from the one before it; null when the chain holds.</summary>
    public static long? FirstBroken(IEnumerable<AuditEntry> chain)
    {
        AuditEntry? last = null;
        foreach (var entry in chain)
        {
            if (entry != Next(last, entry.Event))
                return entry.Number;
            last = entry;
        }
        return null;
    }

    // Each field stands behind its length, so that no two entries give the same bytes.
    private static string HashOf(AuditEvent item, long number, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in (IEnumerable<string>)[item.Subject, number.ToString(CultureInfo.InvariantCulture), previous, item.Who, item.What, item.Why, StoredTime.Of(item.When)])
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
