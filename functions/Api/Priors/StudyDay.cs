using System.Globalization;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Functions.Api.Priors;

/// <summary>
/// The day of a study by StudyDate (0008,0020) of one of its de-identified images. It is shifted by the patient's own number of
/// days: alone it says nothing, and two of one patient's are as far apart as they were.
/// </summary>
internal sealed class StudyDay(IObjectStore objects, string deidentifiedBucket)
{
    /// <summary>Null where the image is gone, cannot be read, or has no date.</summary>
    public async Task<DateOnly?> OfAsync(Instance image, CancellationToken cancel)
    {
        if (await objects.OpenAsync(deidentifiedBucket, image.ObjectKey, null, cancel) is not { } stored)
            return null;
        await using (stored)
            return DateOf(stored.Content);
    }

    private static DateOnly? DateOf(Stream content)
    {
        try
        {
            // What follows the date is not even fetched.
            var header = DicomDataset.Read(content, stopBefore: Tags.SeriesDate);
            return DateOnly.TryParseExact(header.GetString(Tags.StudyDate), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }
        catch (DicomException)
        {
            // Without its date a prior is still worth showing.
            return null;
        }
    }
}
