using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>Pages, fonts and pictures of one document, and what PDF/A-2u (ISO 19005-2) asks of the file around them.</summary>
internal sealed class PdfDocument(PdfMetadata metadata)
{
    private readonly PdfFile _file = new();
    private readonly List<PdfPage> _pages = [];
    private readonly List<PdfFont> _fonts = [];
    private readonly Dictionary<string, PdfPicture> _pictures = [];

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfFont AddFont(TrueTypeFont font)
    {
        _fonts.Add(new(font, _file.Reserve(), string.Create(CultureInfo.InvariantCulture, $"F{_fonts.Count + 1}")));
        return _fonts[^1];
    }

    public PdfPage AddPage(PdfPageSize size)
    {
        _pages.Add(new(size));
        return _pages[^1];
    }

    /// <summary>The same picture goes in once, however often it is shown.</summary>
    /// <exception cref="InvalidDataException">Not a PNG that can go in as it is.</exception>
    public PdfPicture AddImage(byte[] png)
    {
        var digest = Convert.ToHexString(SHA256.HashData(png));
        if (_pictures.TryGetValue(digest, out var known))
            return known;
        var image = PngImage.Read(png);
        return _pictures[digest] = new(AddImage(image), image.Width, image.Height);
    }

    private PdfReference AddImage(PngImage image) => _file.AddPacked(
        string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /BitsPerComponent 8 /ColorSpace /{(image.Channels == 1 ? "DeviceGray" : "DeviceRGB")} ") +
        // PNG's own filters and Flate (7.4.4.4): the packed rows go in as they are.
        string.Create(CultureInfo.InvariantCulture, $"/Filter /FlateDecode /DecodeParms <</Predictor 15 /Colors {image.Channels} /BitsPerComponent 8 /Columns {image.Width}>>"),
        image.Packed);

    public byte[] Save()
    {
        foreach (var font in _fonts)
            font.WriteTo(_file);
        var tree = _file.Reserve();
        var fonts = string.Join(' ', _fonts.Select(font => $"/{font.Resource} {font.Reference}"));
        var pages = _pages.Select(page => _file.Add(
            $"<</Type /Page /Parent {tree} /MediaBox [0 0 {PdfText.Number(page.Size.Width)} {PdfText.Number(page.Size.Height)}] " +
            $"/Resources <</Font <<{fonts}>>{Images(page)}>> /Contents {_file.AddStream("", page.Content)}>>")).ToArray();
        _file.Set(tree, string.Create(CultureInfo.InvariantCulture, $"<</Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', pages)}]>>"));
        var profile = _file.AddStream("/N 3", SrgbProfile.Bytes);
        var xmp = _file.AddPacked("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(metadata.Xmp()));
        var catalog = _file.Add(
            $"<</Type /Catalog /Pages {tree} /Metadata {xmp} /Lang (en) /ViewerPreferences <</DisplayDocTitle true>> " +
            $"/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile}>>]>>");
        return _file.Save(catalog, _file.Add(metadata.Info()));
    }

    private static string Images(PdfPage page) =>
        page.Images.Count == 0 ? "" : $" /XObject <<{string.Join(' ', page.Images.Select(image => $"/{image.Key} {image.Value}"))}>>";
}

/// <param name="Width">In its own pixels.</param>
internal sealed record PdfPicture(PdfReference Reference, int Width, int Height);
