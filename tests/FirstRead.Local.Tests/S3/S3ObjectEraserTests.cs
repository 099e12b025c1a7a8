using Amazon.S3.Model;
using FirstRead.Aws.S3;

namespace FirstRead.Local.Tests.S3;

/// <summary>What is erased is gone from a versioned bucket too.</summary>
public sealed class S3ObjectEraserTests
{
    [Test]
    public async Task Erase_VersionsAndDeleteMarkers_LeavesNoneOfThePrefixAndAllElse()
    {
        var folder = Directory.CreateTempSubdirectory("firstread-s3-").FullName;
        await using (var world = await S3World.StartAsync(folder))
        {
            foreach (var (key, text) in new[] { ("a/1/x", "one"), ("a/1/x", "two"), ("a/1/y", "three"), ("a/10/x", "another's") })
                await world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = key, ContentBody = text });
            await world.Client.DeleteObjectAsync(S3World.Bucket, "a/1/x");

            var erased = await new S3ObjectEraser(world.Client).EraseAsync(S3World.Bucket, "a/1/", default);

            Assert.That(erased, Is.EqualTo(4), "two versions and a marker, and one");
            var left = (await world.Client.ListVersionsAsync(S3World.Bucket, "")).Versions;
            Assert.That(left.Select(version => version.Key), Is.EqualTo(new[] { "a/10/x" }));
            Assert.That(await new S3ObjectEraser(world.Client).EraseAsync(S3World.Bucket, "a/1/", default), Is.Zero);
        }
        Directory.Delete(folder, recursive: true);
    }
}
