namespace FirstRead.Dicom.Registry;

/// <summary>How a data set is written down (PS3.5 chapter 10, PS3.6 table A-1).</summary>
public sealed record TransferSyntax
{
    public static readonly TransferSyntax ImplicitLittleEndian = From("1.2.840.10008.1.2", "ImplicitVRLittleEndian", "Implicit VR Little Endian");
    public static readonly TransferSyntax ExplicitLittleEndian = From("1.2.840.10008.1.2.1", "ExplicitVRLittleEndian", "Explicit VR Little Endian");
    public static readonly TransferSyntax DeflatedExplicitLittleEndian = From("1.2.840.10008.1.2.1.99", "DeflatedExplicitVRLittleEndian", "Deflated Explicit VR Little Endian");
    public static readonly TransferSyntax ExplicitBigEndian = From("1.2.840.10008.1.2.2", "ExplicitVRBigEndian", "Explicit VR Big Endian");
    public static readonly TransferSyntax JpegBaseline = From("1.2.840.10008.1.2.4.50", "JPEGBaseline8Bit", "JPEG Baseline (Process 1)");
    public static readonly TransferSyntax RleLossless = From("1.2.840.10008.1.2.5", "RLELossless", "RLE Lossless");

    private static readonly TransferSyntax[] Common =
        [ExplicitLittleEndian, ImplicitLittleEndian, DeflatedExplicitLittleEndian, ExplicitBigEndian, JpegBaseline, RleLossless];

    private TransferSyntax(string uid, string keyword, string name) => (Uid, Keyword, Name) = (uid, keyword, name);

    public string Uid { get; }

    public string Keyword { get; }

    public string Name { get; }

    public bool IsExplicit { get; private init; }

    public bool IsBigEndian { get; private init; }

    /// <summary>The whole data set after the file meta information is one deflate stream (PS3.5 A.5).</summary>
    public bool IsDeflated { get; private init; }

    /// <summary>Pixel data come in fragments (PS3.5 A.4).</summary>
    public bool IsEncapsulated { get; private init; }

    public bool IsVideo { get; private init; }

    /// <summary>False for what is not a DICOM file's encoding: MIME, XML, streamed video.</summary>
    public bool IsReadable { get; private init; }

    /// <summary>Null for a UID that PS3.6 does not register as a transfer syntax, private ones included.</summary>
    public static TransferSyntax? Find(string uid)
    {
        foreach (var syntax in Common)
            if (syntax.Uid == uid) return syntax;
        return UidRegistry.Find(uid) is { Type: UidRegistry.TransferSyntaxType } entry
            ? From(entry.Uid, entry.Keyword, entry.Name)
            : null;
    }

    public override string ToString() => $"{Name} ({Uid})";

    private static TransferSyntax From(string uid, string keyword, string name)
    {
        const string root = "1.2.840.10008.1.2";
        var tail = uid.StartsWith(root, StringComparison.Ordinal) ? uid[root.Length..] : null;
        var jpip = tail is ".4.94" or ".4.95" or ".4.204" or ".4.205";
        var coded = tail is not null && tail.StartsWith(".4.", StringComparison.Ordinal) && !jpip;
        return new TransferSyntax(uid, keyword, name)
        {
            // "0" is Papyrus 3, 1.2.840.10008.1.20: a retired name for data sets in implicit little endian.
            IsExplicit = tail is not ("" or "0"),
            IsBigEndian = tail is ".2",
            IsDeflated = tail is ".1.99" or ".4.95" or ".4.205",
            IsEncapsulated = coded || tail is ".5" or ".1.98" or ".8.1",
            IsVideo = coded && tail!.StartsWith(".4.10", StringComparison.Ordinal),
            IsReadable = coded || jpip || tail is "" or "0" or ".1" or ".1.98" or ".1.99" or ".2" or ".5" or ".8.1",
        };
    }
}
