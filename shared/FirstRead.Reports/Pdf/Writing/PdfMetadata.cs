using System.Globalization;
using System.Xml.Linq;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>What a file says of itself, twice alike: in the information dictionary and as XMP (ISO 19005-2, 6.6).</summary>
/// <param name="At">Null where a time would tell more than it may.</param>
internal sealed record PdfMetadata(string Title, string Subject, string Program, DateTimeOffset? At)
{
    public string Info() =>
        $"<</Title {PdfText.Unicode(Title)} /Subject {PdfText.Unicode(Subject)} /Creator {PdfText.Unicode(Program)} /Producer {PdfText.Unicode(Program)}" +
        (At is { } time ? $" /CreationDate {PdfText.Date(time)} /ModDate {PdfText.Date(time)}" : "") + ">>";

    public string Xmp()
    {
        XNamespace rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace xmp = "http://ns.adobe.com/xap/1.0/";
        XNamespace pdf = "http://ns.adobe.com/pdf/1.3/";
        XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/";
        var description = new XElement(rdf + "Description", new XAttribute(rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "dc", dc), new XAttribute(XNamespace.Xmlns + "xmp", xmp), new XAttribute(XNamespace.Xmlns + "pdf", pdf), new XAttribute(XNamespace.Xmlns + "pdfaid", pdfa),
            new XElement(pdfa + "part", "2"),
            new XElement(pdfa + "conformance", "U"),
            new XElement(dc + "format", "application/pdf"),
            new XElement(dc + "title", Alternatives(rdf, Title)),
            new XElement(dc + "description", Alternatives(rdf, Subject)),
            new XElement(xmp + "CreatorTool", Program),
            new XElement(pdf + "Producer", Program));
        if (At is { } time)
            foreach (var name in new[] { "CreateDate", "ModifyDate" })
                description.Add(new XElement(xmp + name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        XNamespace meta = "adobe:ns:meta/";
        var packet = new XElement(meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", meta),
            new XElement(rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", rdf), description));
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet.ToString(SaveOptions.DisableFormatting)}\n<?xpacket end=\"r\"?>";
    }

    private static XElement Alternatives(XNamespace rdf, string text) =>
        new(rdf + "Alt", new XElement(rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), text));
}
