using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Aws.S3;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Local.Iam;
using FirstRead.Local.S3;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;
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

    [Test]
    public async Task Mark_ByReconcilesRole_IsAllowed_AndNoOtherTagIs()
    {
        using var folder = new TemporaryFolder();
        var account = Account.Open(folder.Path, StackTemplate.Read(StackTemplate.StandardPath), S3World.Key, enforce: true, new SystemRandomSource());
        var store = new ObjectStore(folder.At("s3"), [ResourceNames.IncomingBucket], TimeProvider.System, new SystemRandomSource());
        await using var server = await LoopbackServer.StartAsync(
            0, "S3", new S3Endpoint(store, new SignatureGate(account.Keys, TimeProvider.System), S3World.Origin, new S3Permissions(account.Guard, S3World.Key.Region)).HandleAsync);
        using var administrator = ClientOf(server, S3World.Key);
        using var reconcile = ClientOf(server, account.Keys.Of(ResourceNames.Functions.Reconcile));
        var announced = Given.Upload(1, 1);
        var (upload, file) = (announced.Id, Given.File(announced, 1).Id);
        var key = ObjectKeys.Incoming(upload, file);
        await administrator.PutObjectAsync(new PutObjectRequest { BucketName = ResourceNames.IncomingBucket, Key = key, ContentBody = "one" });

        await new S3OriginalTags(reconcile, ResourceNames.IncomingBucket).MarkAsync(upload, file, default);

        Assert.That(store.Find(ResourceNames.IncomingBucket)!.Find(key)!.Tags, Is.EqualTo(new Dictionary<string, string> { ["firstread-retention"] = "signed" }));
        foreach (var (name, value) in new[] { ("firstread-retention", "other"), ("public", "yes") })
            await Assert.ThrowsAsync<AmazonS3Exception>(() => reconcile.PutObjectTaggingAsync(new PutObjectTaggingRequest
            {
                BucketName = ResourceNames.IncomingBucket,
                Key = key,
                Tagging = new Tagging { TagSet = [new Tag { Key = name, Value = value }] },
            }));
        await Assert.ThrowsAsync<AmazonS3Exception>(() => reconcile.GetObjectAsync(ResourceNames.IncomingBucket, key));
    }

    private static AmazonS3Client ClientOf(LoopbackServer server, AccessKey key) => new(
        new BasicAWSCredentials(key.Id, key.Secret), new AmazonS3Config { ServiceURL = server.Address.ToString(), AuthenticationRegion = key.Region, MaxErrorRetry = 0 });
}
