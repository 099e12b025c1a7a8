using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Amazon.S3;
using Amazon.S3.Model;

namespace FirstRead.Local.Tests.S3;

/// <summary>A presigned PUT as the Uploads function hands it out, and everything that must not pass.</summary>
public sealed class S3SignatureTests
{
    private const string ObjectKey = "uploads/u1/f1";
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(5000);

    private readonly HttpClient _http = new();
    private TemporaryFolder _folder = null!;
    private S3World _world = null!;

    [OneTimeTearDown]
    public void DisposeClient() => _http.Dispose();

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _world = await S3World.StartAsync(_folder.Path);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Presigned_WithTheSignedBytes_IsStored()
    {
        Assert.That(await PutAsync(Presign(), Content), Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await _world.Client.GetObjectMetadataAsync(S3World.Bucket, ObjectKey)).ContentLength, Is.EqualTo(Content.Length));
    }

    [Test]
    public async Task Presigned_Replayed_IsRefused()
    {
        var url = Presign();
        await PutAsync(url, Content);
        Assert.That(await PutAsync(url, Content), Is.EqualTo(HttpStatusCode.PreconditionFailed));
    }

    [Test]
    public async Task Presigned_WithOtherBytesOfTheSameLength_IsRefusedAndNothingAppears()
    {
        var other = Content.ToArray();
        other[17] ^= 1;
        Assert.That(await PutAsync(Presign(), other), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_world.Store.Find(S3World.Bucket)!.Find(ObjectKey), Is.Null);
    }

    [Test]
    public async Task Presigned_WithAnotherLength_IsRefused() =>
        Assert.That(await PutAsync(Presign(), Content[..^1]), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Presigned_WithoutTheChecksumHeader_IsRefused() =>
        Assert.That(await PutAsync(Presign(), Content, checksum: null), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Presigned_WithoutTheCondition_IsRefused() =>
        Assert.That(await PutAsync(Presign(), Content, ifNoneMatch: false), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Presigned_WithAHeaderThatIsNotSigned_IsRefused() =>
        Assert.That(await PutAsync(Presign(), Content, more: ("x-amz-meta-name", "DOE^JANE")), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Presigned_AfterItsExpiry_IsRefused()
    {
        var url = Presign();
        _world.Time.Ahead = TimeSpan.FromMinutes(16);
        Assert.That(await PutAsync(url, Content), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Presigned_ForAnotherKey_IsRefused() =>
        Assert.That(await PutAsync(Presign().Replace("f1?", "f2?", StringComparison.Ordinal), Content), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Presigned_WithALongerExpiryWrittenIn_IsRefused() =>
        Assert.That(await PutAsync(Regex.Replace(Presign(), @"X-Amz-Expires=\d+", "X-Amz-Expires=90000"), Content), Is.EqualTo(HttpStatusCode.Forbidden));

    [Test]
    public async Task Client_WithAnotherSecret_IsRefused()
    {
        using var forger = _world.ClientWith("not-the-secret");
        var error = await Catch.Async<AmazonS3Exception>(() => forger.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = "k", ContentBody = "x" }));
        Assert.That(error.ErrorCode, Is.EqualTo("SignatureDoesNotMatch"));
    }

    [Test]
    public async Task Client_WhoseClockIsOff_IsRefused()
    {
        _world.Time.Ahead = TimeSpan.FromMinutes(20);
        var error = await Catch.Async<AmazonS3Exception>(() => _world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = "k", ContentBody = "x" }));
        Assert.That(error.ErrorCode, Is.EqualTo("RequestTimeTooSkewed"));
    }

    [Test]
    public async Task Anonymous_IsRefused()
    {
        using var answer = await _http.GetAsync(new Uri(_world.Address, "/firstread-incoming/k"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase(S3World.Origin, true)]
    [TestCase("http://evil.example", false)]
    public async Task Preflight_FromAnOrigin_IsAllowedForThePortalAlone(string origin, bool allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(_world.Address, "/firstread-incoming/k"));
        request.Headers.Add("Origin", origin);
        using var answer = await _http.SendAsync(request);
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.EqualTo(allowed));
    }

    private string Presign()
    {
        var request = new GetPreSignedUrlRequest { BucketName = S3World.Bucket, Key = ObjectKey, Verb = HttpVerb.PUT, Expires = DateTime.UtcNow.AddMinutes(15), Protocol = Protocol.HTTP };
        request.Headers["x-amz-checksum-sha256"] = Sha256;
        request.Headers["if-none-match"] = "*";
        request.Headers.ContentLength = Content.Length;
        return _world.Client.GetPreSignedURL(request);
    }

    private static string Sha256 => Convert.ToBase64String(SHA256.HashData(Content));

    private async Task<HttpStatusCode> PutAsync(string url, byte[] content, string? checksum = "right", bool ifNoneMatch = true, (string Name, string Value)? more = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(content) };
        if (checksum is not null)
            request.Headers.Add("x-amz-checksum-sha256", Sha256);
        if (ifNoneMatch)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        if (more is { } header)
            request.Headers.Add(header.Name, header.Value);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }
}
