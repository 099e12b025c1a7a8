namespace FirstRead.Dicom.Json;

/// <summary>How much of a data set goes into its JSON.</summary>
/// <param name="BulkAbove">Longer values of OB, OD, OF, OL, OV, OW and UN become a BulkDataURI.</param>
/// <param name="BulkUri">Names a value by its first byte's offset in the file and its length; null keeps everything inline.</param>
public sealed record DicomJsonOptions(long BulkAbove = long.MaxValue, Func<long, long, string>? BulkUri = null)
{
    public static readonly DicomJsonOptions Inline = new();
}
