using Amazon.S3.Model;
using FirstRead.Aws.S3;
using FirstRead.Core.Storage;
using FirstRead.Testing;

namespace FirstRead.Local.Tests.S3;

/// <summary>The mark by which an original goes.</summary>
public sealed class S3OriginalTagsTests
{
    [Test]
    public async Task Mark_AnOriginal_SetsTheOneTagThatTheLifecycleWaitsFor()
    {
        using var folder = new TemporaryFolder();
        await using var world = await S3World.StartAsync(folder.Path);
        var announced = Given.Upload(1, 2);
        var (upload, file) = (announced.Id, Given.File(announced, 1).Id);
        var key = ObjectKeys.Incoming(upload, file);
        await world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = key, ContentBody = "one" });
        var tags = new S3OriginalTags(world.Client, S3World.Bucket);

        await tags.MarkAsync(upload, file, default);
        await tags.MarkAsync(upload, file, default);

        var marked = await world.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = S3World.Bucket, Key = key });
        Assert.That(marked.Tagging.Select(tag => (tag.Key, tag.Value)), Is.EqualTo(new[] { ("firstread-retention", "signed") }));
        using var reader = new StreamReader((await world.Client.GetObjectAsync(S3World.Bucket, key)).ResponseStream);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("one"));
    }

    [Test]
    public async Task Mark_AnOriginalThatIsGone_IsNoError()
    {
        using var folder = new TemporaryFolder();
        await using var world = await S3World.StartAsync(folder.Path);
        var announced = Given.Upload(1, 2);
        var (upload, file) = (announced.Id, Given.File(announced, 1).Id);
        var tags = new S3OriginalTags(world.Client, S3World.Bucket);
        await world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = ObjectKeys.Incoming(upload, file), ContentBody = "one" });
        await world.Client.DeleteObjectAsync(S3World.Bucket, ObjectKeys.Incoming(upload, file));

        await tags.MarkAsync(upload, file, default);
        await tags.MarkAsync(upload, Given.File(announced, 2).Id, default);
        Assert.That(world.Store.Find(S3World.Bucket)!.Find(ObjectKeys.Incoming(upload, file)), Has.Property("IsDeleteMarker").True);
    }
}
