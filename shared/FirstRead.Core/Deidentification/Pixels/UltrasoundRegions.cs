using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>
/// Sequence of Ultrasound Regions (PS3.3 C.8.5.5): where the data lie. What is outside of them are banners, names and
/// settings, and goes; a text detector still looks inside.
/// </summary>
internal static class UltrasoundRegions
{
    private static readonly DicomTag MinX = new(0x0018, 0x6018);
    private static readonly DicomTag MinY = new(0x0018, 0x601A);
    private static readonly DicomTag MaxX = new(0x0018, 0x601C);
    private static readonly DicomTag MaxY = new(0x0018, 0x601E);

    // Regions that are less than this share of the frame would leave hardly anything: they are not believed.
    private const double Believable = 0.2;

    /// <summary>Boxes that cover all that lies outside of every region; none where there are no regions, or none that can be believed.</summary>
    public static IReadOnlyList<PixelBox> Outside(DicomDataset header, int columns, int rows)
    {
        var regions = new List<PixelBox>();
        foreach (var item in header.GetSequence(Tags.SequenceOfUltrasoundRegions))
        {
            if (item.GetInt(MinX) is not { } left || item.GetInt(MinY) is not { } top || item.GetInt(MaxX) is not { } right || item.GetInt(MaxY) is not { } bottom)
                return [];
            // The corners are pixels of the region (PS3.3 C.8.5.5.1.5).
            regions.Add(new PixelBox(left, top, right - left + 1, bottom - top + 1).Clip(columns, rows));
        }
        regions.RemoveAll(region => region.IsEmpty);
        return regions.Sum(region => region.Area) < Believable * columns * rows ? [] : Complement(regions, columns, rows);
    }

    /// <summary>Bands of rows between the regions' edges; in each, what no region covers.</summary>
    private static List<PixelBox> Complement(List<PixelBox> regions, int columns, int rows)
    {
        var outside = new List<PixelBox>();
        int[] edges = [.. regions.SelectMany(region => new[] { region.Y, region.Bottom }).Append(0).Append(rows).Distinct().Order()];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var (top, height, x) = (edges[i], edges[i + 1] - edges[i], 0);
            foreach (var region in regions.Where(region => region.Y <= top && region.Bottom > top).OrderBy(region => region.X))
            {
                if (region.X > x)
                    outside.Add(new PixelBox(x, top, region.X - x, height));
                x = Math.Max(x, region.Right);
            }
            if (x < columns)
                outside.Add(new PixelBox(x, top, columns - x, height));
        }
        return outside;
    }
}
