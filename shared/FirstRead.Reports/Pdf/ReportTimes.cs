using System.Globalization;

namespace FirstRead.Reports.Pdf;

/// <summary>Times as a person reads them.</summary>
internal static class ReportTimes
{
    public static string Of(ReportSubject subject, DateTimeOffset shown) => subject is ReportSubject.Pseudonymous
        ? shown.UtcDateTime.ToString("d MMMM yyyy, HH:mm '(dates of this pseudonymous study are shifted)'", CultureInfo.InvariantCulture)
        : shown.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
