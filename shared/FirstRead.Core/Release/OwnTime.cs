using System.Globalization;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;

namespace FirstRead.Core.Release;

/// <summary>
/// When an object of ours truly came about. Pseudonymous, it had to say a time of the study's shifted calendar; its released
/// copy says the true one: in the zone that the study's files name (0008,0201), else in UTC.
/// </summary>
public sealed class OwnTime
{
    private readonly DateTimeOffset local;

    /// <param name="zone">As <c>&amp;ZZXX</c> (PS3.3 C.12.1.1.8); null or no zone where the files do not say.</param>
    public OwnTime(DateTimeOffset at, string? zone)
    {
        var known = zone is not null && DateShift.IsZone(zone) && Offset(zone).Duration() <= TimeSpan.FromHours(14);
        Zone = known ? zone : null;
        local = at.ToOffset(known ? Offset(zone!) : TimeSpan.Zero);
    }

    /// <summary>To be written as TimezoneOffsetFromUTC; null where the study's own times have none that we know.</summary>
    public string? Zone { get; }

    /// <summary>What this attribute is to say; null for one that tells no time of the object itself.</summary>
    public string? Of(DicomTag tag) =>
        tag == Tags.ContentDate || tag == Tags.InstanceCreationDate || tag == Tags.PresentationCreationDate ? Written("yyyyMMdd")
        : tag == Tags.ContentTime || tag == Tags.InstanceCreationTime || tag == Tags.PresentationCreationTime ? Written("HHmmss")
        // A DT carries its zone with it (PS3.5 6.2).
        : tag == Tags.VerificationDateTime || tag == Tags.ObservationDateTime ? Written("yyyyMMddHHmmss") + Written("zzz").Replace(":", "", StringComparison.Ordinal)
        : null;

    private string Written(string format) => local.ToString(format, CultureInfo.InvariantCulture);

    private static TimeSpan Offset(string zone)
    {
        var size = new TimeSpan(int.Parse(zone.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(zone.AsSpan(3, 2), CultureInfo.InvariantCulture), 0);
        return zone[0] == '-' ? -size : size;
    }
}
