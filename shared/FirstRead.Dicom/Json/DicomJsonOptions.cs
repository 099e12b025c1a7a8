namespace FirstRead.Dicom.Json;

/// <summary>How much of a data set goes into its JSON.</summary>
/// <param name="BulkAbove">Longer values of OB, OD, OF, OL, OV, OW and UN become a BulkDataURI.</param>
/// <param name="BulkUri">Names a value by its first byte's offset in the file and its length; null keeps everything inline.</param>
/// <param name="PixelUri">Stands in place of the top level's pixel data, of which nothing is read; nothing behind them is either. Null: they are bulk as any other.</param>
public sealed record DicomJsonOptions(long BulkAbove = long.MaxValue, Func<long, long, string>? BulkUri = null, string? PixelUri = null)
{
    public static readonly DicomJsonOptions Inline = new();
}
