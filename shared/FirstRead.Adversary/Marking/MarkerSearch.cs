using System.Text;

namespace FirstRead.Adversary.Marking;

/// <summary>
/// Looks for every marker of a pen in the bytes of a file, however they are read: as they stand, inflated, in capitals,
/// as seven bits, every second byte (UTF-16, JIS X 0208), in pairs and words the other way round, as Base64 and as hex.
/// </summary>
public sealed class MarkerSearch(MarkerPen pen)
{
    // Turned round in pairs or words, and in other alphabets: enough letters of each to be no accident.
    private static readonly (string View, byte[] Needle)[] Disguises =
    [
        ("swapped in pairs", "QZQX"u8.ToArray()),
        ("swapped in pairs", "XQJQ"u8.ToArray()),
        ("turned round", "QXQZ"u8.ToArray()),
        ("Base64", "WLFYUUO"u8.ToArray()),
        ("hexadecimal", "5A5158514A"u8.ToArray()),
        ("full width in UTF-8", "ＺＱＸＱＪ"u8.ToArray()),
    ];

    public IReadOnlyList<Survivor> Find(ReadOnlySpan<byte> file)
    {
        var found = new List<Survivor>();
        var inflated = DeflatedPart.Inflate(file);
        // Four characters of an age come up by chance in a deflate stream.
        FindIn(file, "raw", ages: inflated is null, found);
        if (inflated is not null)
            FindIn(inflated, "inflated", ages: true, found);
        return found;
    }

    private void FindIn(ReadOnlySpan<byte> bytes, string name, bool ages, List<Survivor> found)
    {
        var upper = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            upper[i] = Upper(bytes[i]);
        FindText(upper, name, found);
        FindDigits(upper, name, ages, found);
        foreach (var (view, needle) in Disguises)
            FindDisguise(view == "full width in UTF-8" ? bytes : upper, needle, $"{name}, {view}", found);
        for (var start = 0; start < 2; start++)
        {
            var half = EverySecond(upper, start);
            FindText(half, $"{name}, every second byte", found);
            FindDigits(half, $"{name}, every second byte", ages: false, found);
        }
        FindText(SevenBits(bytes), $"{name}, seven bits", found);
    }

    private static void FindDisguise(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle, string view, List<Survivor> found)
    {
        for (var from = 0; bytes[from..].IndexOf(needle) is >= 0 and var at; from += at + 1)
            found.Add(new Survivor(MarkerForm.Text, -1, view, from + at));
    }

    private void FindText(ReadOnlySpan<byte> bytes, string view, List<Survivor> found)
    {
        var prefix = Encoding.ASCII.GetBytes(MarkerPen.Prefix);
        for (var from = 0; bytes[from..].IndexOf(prefix) is >= 0 and var at; from += at + 1)
            found.Add(new Survivor(MarkerForm.Text, Id(bytes[(from + at + prefix.Length)..], 6), view, from + at));
    }

    // Runs of digits and what stands between them in dates, times and UIDs. Our own UIDs begin with 2.25.
    private void FindDigits(ReadOnlySpan<byte> bytes, string view, bool ages, List<Survivor> found)
    {
        for (var start = 0; start < bytes.Length; start++)
        {
            if (!IsDigit(bytes[start]))
                continue;
            var end = start + 1;
            while (end < bytes.Length && (IsDigit(bytes[end]) || bytes[end] is (byte)'.' or (byte)':'))
                end++;
            if (end - start >= 3 && Meaning(bytes[start..end], end < bytes.Length ? bytes[end] : (byte)0) is { } form && (ages || form.Form != MarkerForm.Age))
                found.Add(new Survivor(form.Form, form.Id, view, start));
            start = end;
        }
    }

    private (MarkerForm Form, int Id)? Meaning(ReadOnlySpan<byte> run, byte next)
    {
        if (run.Length == 3)
            return run[0] is >= (byte)'5' and <= (byte)'9' && next is (byte)'D' or (byte)'W' or (byte)'M' or (byte)'Y' ? (MarkerForm.Age, -1) : null;
        if (run.StartsWith("2.25."u8))
            return null;
        var text = Encoding.ASCII.GetString(run);
        if (text.StartsWith(MarkerPen.UidRoot, StringComparison.Ordinal))
            return (MarkerForm.Uid, Id(run[MarkerPen.UidRoot.Length..], run.Length - MarkerPen.UidRoot.Length));
        if (text.Length >= 8 && pen.Dates.TryGetValue(text[..8], out var day) || text.Length >= 10 && text[4] == '.' && pen.Dates.TryGetValue(text[..10].Replace(".", "", StringComparison.Ordinal), out day))
            return (MarkerForm.Date, day);
        foreach (var time in new[] { MarkerPen.TimeStart, MarkerPen.DottedTimeStart })
            if (text.IndexOf(time, StringComparison.Ordinal) is >= 0 and var at && Id(run[(at + time.Length)..], 6) is >= 0 and var id)
                return (MarkerForm.Time, id);
        if (!text.StartsWith(MarkerPen.NumberStart, StringComparison.Ordinal))
            return null;
        var number = text[MarkerPen.NumberStart.Length..].TrimStart('.');
        return number.Length == 6 && Id(Encoding.ASCII.GetBytes(number), 6) is >= 0 and var planted ? (MarkerForm.Number, planted) : null;
    }

    private int Id(ReadOnlySpan<byte> digits, int count) =>
        digits.Length >= count && int.TryParse(digits[..count], out var id) && id >= 0 && id < pen.Plantings.Count ? id : -1;

    private static byte[] EverySecond(ReadOnlySpan<byte> bytes, int start)
    {
        var half = new byte[(bytes.Length - start + 1) / 2];
        for (var i = 0; i < half.Length; i++)
            half[i] = bytes[start + 2 * i];
        return half;
    }

    private static byte[] SevenBits(ReadOnlySpan<byte> bytes)
    {
        var clear = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            clear[i] = Upper((byte)(bytes[i] & 0x7F));
        return clear;
    }

    private static byte Upper(byte value) => value is >= (byte)'a' and <= (byte)'z' ? (byte)(value - 32) : value;

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
