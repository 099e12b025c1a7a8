using System.Globalization;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>Numbers and strings as a PDF file spells them (ISO 32000-1, 7.3).</summary>
internal static class PdfText
{
    /// <summary>Never with an exponent, which PDF does not know (7.3.3); a thousandth of a point is finer than any printer.</summary>
    public static string Number(double value) => (Math.Round(value, 3) + 0.0).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A text string in UTF-16BE with its mark, in hexadecimal (7.9.2.2): nothing in it can end it.</summary>
    public static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>A date in UTC (7.9.4).</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("'(D:'yyyyMMddHHmmss'Z)'", CultureInfo.InvariantCulture);
}
