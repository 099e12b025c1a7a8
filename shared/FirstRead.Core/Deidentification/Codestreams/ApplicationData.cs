namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>
/// One APPn segment, rewritten byte by byte to what decoders go by: JFIF without density and thumbnail, Adobe's and HP's
/// colour transform. All else is zeros, and a segment that is none of these from the first byte that tells.
/// </summary>
internal sealed class ApplicationData(byte marker)
{
    // The name, then what it is rewritten to; Kept: the file's own small number.
    private const short Kept = -1;
    private const int LargestKept = 5;
    private static readonly short[] Jfif = [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
    private static readonly short[] Adobe = [(byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0, Kept];
    private static readonly short[] Transform = [(byte)'m', (byte)'r', (byte)'f', (byte)'x', Kept];

    private readonly short[] form = marker switch { 0xE0 => Jfif, 0xEE => Adobe, 0xE8 => Transform, _ => [] };
    private readonly int name = marker switch { 0xE0 => 5, 0xEE => 5, 0xE8 => 4, _ => 0 };
    private int position;
    private bool foreign;

    public byte Next(byte value)
    {
        var at = position++;
        if (foreign || at >= form.Length)
            return 0;
        if (at < name)
        {
            foreign = value != form[at];
            return foreign ? (byte)0 : value;
        }
        return form[at] != Kept ? (byte)form[at] : value <= LargestKept ? value : (byte)0;
    }
}
