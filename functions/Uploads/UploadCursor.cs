using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Uploads;

/// <summary>Where a list of uploads goes on: behind the last that was seen, so that what comes in meanwhile shifts nothing.</summary>
internal static class UploadCursor
{
    private const char Separator = '~';

    public static string Behind(Upload last) => $"{StoredTime.Of(last.CreatedAt)}{Separator}{last.Id}";

    /// <summary>Null for anything that <see cref="Behind"/> did not write.</summary>
    public static UploadPlace? Parse(string text)
    {
        try
        {
            return text.Split(Separator) is [var at, var id] ? new UploadPlace(UploadId.Parse(id), StoredTime.Parse(at)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
