using System.Globalization;
using System.Text;
using FirstRead.Dicom;

namespace FirstRead.Adversary.Marking;

/// <summary>
/// Writes a marker in the form of any VR, a different one each time, and remembers where it was put. Nothing is left to
/// chance: the same calls write the same bytes.
/// </summary>
public sealed class MarkerPen
{
    /// <summary>Five letters that no word has, six digits of the marker's number behind them.</summary>
    public const string Prefix = "ZQXQJ";

    public const string UidRoot = "1.2.826.0.1.77777.";
    public const string TimeStart = "101112.";
    public const string DottedTimeStart = "10:11:12.";
    public const string NumberStart = "7731";

    private static readonly DateOnly FirstDate = new(1601, 1, 1);
    private readonly List<Planting> plantings = [];
    private readonly Dictionary<string, int> dates = [];
    private int dateCount;

    /// <summary>One for each marker; its number is its place in the list.</summary>
    public IReadOnlyList<Planting> Plantings => plantings;

    /// <summary>The planted days, yyyyMMdd, each with the number of the last marker that has it.</summary>
    public IReadOnlyDictionary<string, int> Dates => dates;

    /// <summary>A new marker's number.</summary>
    public int Plant(DicomTag tag, Vr vr, string place)
    {
        plantings.Add(new Planting(tag, vr, place));
        return plantings.Count - 1;
    }

    /// <summary>The marker as it stands in text.</summary>
    public static string TextOf(int id) => $"{Prefix}{id:D6}";

    /// <summary>A value with a new marker in it, in the form of the VR. Its length may be odd.</summary>
    public byte[] Value(DicomTag tag, Vr vr, string place)
    {
        var id = Plant(tag, vr, place);
        return vr switch
        {
            Vr.DA => Ascii(Date(id, dotted: id % 5 == 0)),
            Vr.TM => Ascii(id % 7 == 0 ? $"{DottedTimeStart}{id:D6}" : $"{TimeStart}{id:D6}"),
            Vr.DT => Ascii($"{Date(id, dotted: false)}{TimeStart}{id:D6}{(id % 2 == 0 ? "+0100" : "")}"),
            Vr.UI => Ascii(Uid(id)),
            Vr.AS => Ascii($"{500 + id % 500:D3}{"DWMY"[id % 4]}"),
            Vr.IS => Ascii($"{NumberStart}{id:D6}"),
            Vr.DS => Ascii($"{NumberStart}.{id:D6}"),
            Vr.UR => Ascii($"https://{TextOf(id)}.example/{TextOf(id)}?q={TextOf(id)}"),
            Vr.PN => Ascii($"{TextOf(id)}^{TextOf(id)}^M^DR^JR={TextOf(id)}"),
            _ when vr.IsText() => Ascii(Text(id, vr)),
            _ when vr.Kind() == VrKind.Number => Ascii($"{TextOf(id)}     "),
            _ => Blob(id),
        };
    }

    private static string Uid(int id) => (id % 4) switch
    {
        0 => $"1.2.840.10008.1.2\\{UidRoot}{id}",
        1 => $"{UidRoot}{id}\0",
        2 => $"{UidRoot}{id} ",
        _ => $"{UidRoot}{id}",
    };

    // Alone, beside what may stay, in another case, padded by what writers pad with.
    private static string Text(int id, Vr vr) => (id % 8) switch
    {
        0 => TextOf(id).ToLowerInvariant(),
        1 => vr.IsMultiValued() ? $"YES\\{TextOf(id)}" : $"YES {TextOf(id)}",
        2 => vr.IsMultiValued() ? $"{TextOf(id)}\\AXIAL" : $"{TextOf(id)}, AXIAL",
        3 => $"AX {TextOf(id)}",
        4 => $"  {TextOf(id)}  ",
        5 => $"{TextOf(id)}\0\0",
        6 => $"{TextOf(id)}5mm",
        _ => TextOf(id),
    };

    private static byte[] Blob(int id) => (id % 3) switch
    {
        0 => Encoding.Unicode.GetBytes(TextOf(id)),
        1 => Encoding.BigEndianUnicode.GetBytes(TextOf(id)),
        _ => Ascii($"{TextOf(id)} "),
    };

    // In every second thousand of days only: a day moved back by a thousand is never another marker's.
    private string Date(int id, bool dotted)
    {
        var number = dateCount++ % 50_000;
        var date = FirstDate.AddDays(number / 1000 * 2000 + number % 1000);
        dates[date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)] = id;
        return date.ToString(dotted ? "yyyy.MM.dd" : "yyyyMMdd", CultureInfo.InvariantCulture);
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
