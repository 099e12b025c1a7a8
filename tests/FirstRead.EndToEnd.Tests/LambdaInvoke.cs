using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Calls a function of the local cloud as AWS would, with a chosen event (Lambda Invoke, signed by Signature Version 4).</summary>
public sealed class LambdaInvoke(JsonElement cloud) : IDisposable
{
    private readonly HttpClient http = new();

    /// <summary>The function's answer; throws when it failed.</summary>
    public async Task<string> RunAsync(string function, string payload, CancellationToken cancel)
    {
        var address = new Uri($"{Text("lambda").TrimEnd('/')}/2015-03-31/functions/{function}/invocations");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload)) };
        Sign(request, address, payload);
        using var answer = await http.SendAsync(request, cancel);
        var body = await answer.Content.ReadAsStringAsync(cancel);
        Assert.That(answer.IsSuccessStatusCode && !answer.Headers.Contains("X-Amz-Function-Error"), Is.True, body);
        return body;
    }

    public void Dispose() => http.Dispose();

    private void Sign(HttpRequestMessage request, Uri address, string payload)
    {
        var time = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload)));
        var canonical = $"POST\n{address.AbsolutePath}\n\nhost:{address.Authority}\nx-amz-content-sha256:{digest}\nx-amz-date:{time}\n\nhost;x-amz-content-sha256;x-amz-date\n{digest}";
        var scope = $"{time[..8]}/{Text("region")}/lambda/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Text("secretAccessKey")), (secret, part) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.Add("x-amz-date", time);
        request.Headers.Add("x-amz-content-sha256", digest);
        request.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256",
            $"Credential={Text("accessKeyId")}/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}");
    }

    private string Text(string name) => cloud.GetProperty(name).GetString()!;
}
