using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Local.Gateway;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Local.Tests.Gateway;

public sealed class SignedCookiesTests
{
    private const string Address = "http://127.0.0.1:9000/pixels/studies/a.dcm";
    private static readonly long Soon = DateTimeOffset.UtcNow.AddMinutes(15).ToUnixTimeSeconds();

    private readonly RSA _key = RSA.Create(2048);

    [OneTimeTearDown]
    public void Dispose() => _key.Dispose();

    [TestCase("http://127.0.0.1:9000/*", true)]
    [TestCase("http://127.0.0.1:9000/pixels/*", true)]
    [TestCase("http://127.0.0.1:9000/results/*", false)]
    [TestCase("https://elsewhere.example/*", false)]
    [TestCase("*", true)]
    public void Admit_ForAResource_FollowsItsWildcards(string resource, bool admitted) =>
        Assert.That(Admit(Cookies(Policy(resource, Soon))), Is.EqualTo(admitted));

    [Test]
    public void Admit_AfterItsTime_Refuses() =>
        Assert.That(Admit(Cookies(Policy("*", DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds()))), Is.False);

    [Test]
    public void Admit_APolicyThatIsNotTheSignedOne_Refuses()
    {
        var cookies = Cookies(Policy("http://127.0.0.1:9000/results/*", Soon));
        cookies["CloudFront-Policy"] = Encode(Encoding.UTF8.GetBytes(Policy("*", Soon)));
        Assert.That(Admit(cookies), Is.False);
    }

    [Test]
    public void Admit_AConditionThatIsNotChecked_Refuses() =>
        Assert.That(Admit(Cookies($$$"""{"Statement":[{"Resource":"*","Condition":{"DateLessThan":{"AWS:EpochTime":{{{Soon}}} },"IpAddress":{"AWS:SourceIp":"10.0.0.0/8"} } }]}""")), Is.False);

    [Test]
    public void Admit_AnotherKeyPairId_Refuses() => Assert.That(Admit(Cookies(Policy("*", Soon), keyPairId: "KOTHER")), Is.False);

    [Test]
    public void Admit_WithoutCookies_Refuses() => Assert.That(Admit(new Jar()), Is.False);

    private bool Admit(Jar cookies) => new SignedCookies(_key, "KTEST", TimeProvider.System).Admit(cookies, Address);

    private Jar Cookies(string policy, string keyPairId = "KTEST")
    {
        var bytes = Encoding.UTF8.GetBytes(policy);
#pragma warning disable CA5350 // CloudFront signs cookies with SHA-1
        var signature = _key.SignData(bytes, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350
        return new Jar { ["CloudFront-Policy"] = Encode(bytes), ["CloudFront-Signature"] = Encode(signature), ["CloudFront-Key-Pair-Id"] = keyPairId };
    }

    private static string Policy(string resource, long until) => $$$"""{"Statement":[{"Resource":"{{{resource}}}","Condition":{"DateLessThan":{"AWS:EpochTime":{{{until}}} } } }]}""";

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('=', '_').Replace('/', '~');

    private sealed class Jar : IRequestCookieCollection
    {
        private readonly Dictionary<string, string> _values = [];

        public string? this[string key]
        {
            get => _values.GetValueOrDefault(key);
            set => _values[key] = value!;
        }

        public int Count => _values.Count;

        public ICollection<string> Keys => _values.Keys;

        public bool ContainsKey(string key) => _values.ContainsKey(key);

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
