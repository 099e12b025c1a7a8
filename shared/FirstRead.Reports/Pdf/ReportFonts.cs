using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>Inter in two weights, from this assembly: no machine's fonts decide how a report looks. It has Latin, Greek and Cyrillic letters.</summary>
internal static class ReportFonts
{
    private static readonly Lazy<TrueTypeFont> _regular = new(() => Load("Inter-Regular"));
    private static readonly Lazy<TrueTypeFont> _semiBold = new(() => Load("Inter-SemiBold"));

    public static TrueTypeFont Regular => _regular.Value;

    public static TrueTypeFont SemiBold => _semiBold.Value;

    private static TrueTypeFont Load(string name)
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new(name, copy.ToArray());
    }
}
