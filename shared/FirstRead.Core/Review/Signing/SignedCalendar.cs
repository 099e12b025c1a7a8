using System.Globalization;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Review.Signing;

/// <summary>
/// The study's own, shifted calendar: its date and time, and what has gone by since its first file came. The clock's time
/// beside shifted dates would give the shift away, so that no pseudonymous document holds it.
/// </summary>
/// <param name="Shift">What brings a time of the clock into this calendar; null where the study's date is not known.</param>
public sealed record SignedCalendar(TimeSpan? Shift)
{
    private static readonly DateTimeOffset Unknown = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="source">Header of one of the study's pictures.</param>
    public static SignedCalendar Of(DicomDataset source, StudyTimes times) => new(StartOf(source) - times.ReceivedAt.ToUniversalTime());

    /// <returns>The first moment of 1900 where the study's date is not known: a date that DICOM asks for and nobody takes for one.</returns>
    public DateTimeOffset Of(DateTimeOffset at) => Shift is { } shift ? at.ToUniversalTime() + shift : Unknown;

    /// <summary>DA and TM (PS3.5 6.2): a time may be cut off behind the hour, the minute or the second.</summary>
    private static DateTimeOffset? StartOf(DicomDataset source)
    {
        if (!DateTime.TryParseExact(source.GetString(Tags.StudyDate)?.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        var digits = (source.GetString(Tags.StudyTime) ?? "").Trim().Split('.')[0].PadRight(6, '0');
        var time = TimeSpan.TryParseExact(digits, "hhmmss", CultureInfo.InvariantCulture, out var known) ? known : TimeSpan.Zero;
        return new DateTimeOffset(DateTime.SpecifyKind(day + time, DateTimeKind.Utc));
    }
}
