using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Patients.Erasing;

namespace FirstRead.Aws.S3;

/// <inheritdoc cref="IObjectEraser"/>
public sealed class S3ObjectEraser(IAmazonS3 client) : IObjectEraser
{
    private const int ParallelDeletes = 16;

    public async Task<int> EraseAsync(string bucket, string prefix, CancellationToken cancel)
    {
        var erased = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelDeletes, CancellationToken = cancel };
        var request = new ListVersionsRequest { BucketName = bucket, Prefix = prefix };
        ListVersionsResponse page;
        do
        {
            page = await client.ListVersionsAsync(request, cancel);
            var versions = page.Versions ?? [];
            await Parallel.ForEachAsync(versions, options, async (version, stop) =>
                await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = version.Key, VersionId = version.VersionId }, stop));
            erased += versions.Count;
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);
        return erased;
    }
}
