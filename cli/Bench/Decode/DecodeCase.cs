namespace FirstRead.Cli.Bench.Decode;

/// <summary>A transfer syntax that can be timed: who writes it here, and who reads it.</summary>
/// <param name="Bits">Stored per sample, in the smallest whole bytes.</param>
/// <param name="Encode">From a native file to an encoded one.</param>
/// <param name="Dcmtk">From an encoded file to a native one; null where dcmtk cannot. gdcm reads all of them.</param>
internal sealed record DecodeCase(string Name, int Bits, Func<string, string, string[]> Encode, Func<string, string, string[]>? Dcmtk)
{
    public static IReadOnlyList<DecodeCase> All { get; } =
    [
        new("RLE", 12, (from, to) => ["dcmcrle", from, to], (from, to) => ["dcmdrle", from, to]),
        new("JPEG baseline", 8, (from, to) => ["dcmcjpeg", "+eb", from, to], Dcmdjpeg),
        new("JPEG extended", 12, (from, to) => ["dcmcjpeg", "+ee", from, to], Dcmdjpeg),
        new("JPEG lossless", 12, (from, to) => ["dcmcjpeg", "+e1", from, to], Dcmdjpeg),
        new("JPEG-LS lossless", 12, (from, to) => ["dcmcjpls", "+el", from, to], Dcmdjpls),
        new("JPEG-LS near-lossless", 12, (from, to) => ["dcmcjpls", "+en", from, to], Dcmdjpls),
        new("JPEG 2000 lossless", 12, (from, to) => ["gdcmconv", "--j2k", from, to], null),
    ];

    private static string[] Dcmdjpeg(string from, string to) => ["dcmdjpeg", from, to];

    private static string[] Dcmdjpls(string from, string to) => ["dcmdjpls", from, to];
}
