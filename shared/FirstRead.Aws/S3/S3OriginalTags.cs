using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Retention;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.S3;

/// <inheritdoc cref="IOriginalTags"/>
public sealed class S3OriginalTags(IAmazonS3 client, string bucket) : IOriginalTags
{
    public async Task MarkAsync(UploadId upload, FileId file, CancellationToken cancel)
    {
        var request = new PutObjectTaggingRequest
        {
            BucketName = bucket,
            Key = ObjectKeys.Incoming(upload, file),
            Tagging = new Tagging { TagSet = [new Tag { Key = ObjectKeys.RetentionTag, Value = ObjectKeys.SignedRetention }] },
        };
        try
        {
            await client.PutObjectTaggingAsync(request, cancel);
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
        {
            // It has gone, and a delete marker may stand in its place.
        }
    }
}
