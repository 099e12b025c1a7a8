using FirstRead.Core.Learning;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Api.Learning;

/// <summary>A case's files: what it consists of, and, apart from it, what is to be found in it.</summary>
public sealed class CaseObjects(IObjectStore objects, ApiSettings settings)
{
    /// <summary>Null while the copy is not whole, and once it is gone.</summary>
    public async Task<IReadOnlyList<TeachingPicture>?> PicturesAsync(CaseId id, CancellationToken cancel) =>
        await FetchAsync(settings.DeidentifiedBucket, ObjectKeys.TeachingContents(id), cancel) is { } file && TeachingJson.Contents(file).Pictures is { Count: > 0 } pictures ? pictures : null;

    /// <summary>Asked for when marks are saved, and by whoever has saved theirs; of it the AI's part alone by who asks for that.</summary>
    public async Task<TeachingAnswers?> AnswersAsync(CaseId id, CancellationToken cancel) =>
        await FetchAsync(settings.ResultsBucket, ObjectKeys.TeachingAnswers(id), cancel) is { } file ? TeachingJson.Answers(file) : null;

    /// <summary>As the rules of drawing know pictures.</summary>
    public static Instance ToDrawOn(TeachingPicture picture) => new(
        default, picture.SopInstanceUid, picture.SopClassUid, picture.SeriesInstanceUid, "", picture.ObjectKey, "", 0, picture.Modality, null, null,
        picture.InstanceNumber, picture.Rows, picture.Columns, picture.Frames, picture.ImagePosition, picture.ImageOrientation, default);

    private async Task<byte[]?> FetchAsync(string bucket, string key, CancellationToken cancel)
    {
        await using var stored = await objects.OpenAsync(bucket, key, null, cancel);
        if (stored is null)
            return null;
        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
