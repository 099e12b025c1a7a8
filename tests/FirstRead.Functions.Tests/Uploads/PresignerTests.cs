using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Functions.Uploads;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Uploads;

public class PresignerTests
{
    /// <summary>The portal's Content-Security-Policy names this host and no other (cdk/Portal.cs).</summary>
    [TestCase("us-east-1")]
    [TestCase("eu-central-1")]
    public void Put_OnAws_NamesTheBucketsRegionalHost(string region)
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), RegionEndpoint.GetBySystemName(region));
        var presigner = new S3Presigner(s3, "firstread-incoming-111122223333", TimeSpan.FromMinutes(15), TimeProvider.System);
        var file = Given.File(Given.Upload(), 1);
        foreach (var put in new[] { presigner.Put(file), presigner.Part(file, "m-1", 1, file.Sha256) })
            Assert.That(new Uri(put.Url).GetLeftPart(UriPartial.Authority), Is.EqualTo($"https://firstread-incoming-111122223333.s3.{region}.amazonaws.com"));
    }
}
