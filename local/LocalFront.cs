using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FirstRead.Core.Settings;
using FirstRead.Local.Gateway;
using FirstRead.Local.Iam;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>What people meet: the one origin of portal, API and pixels.</summary>
public sealed class LocalFront : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly HttpClient _http;
    private readonly RSA _pixelKey;

    private LocalFront(LoopbackServer server, HttpClient http, RSA pixelKey) => (_server, _http, _pixelKey) = (server, http, pixelKey);

    public static async Task<LocalFront> StartAsync(LocalOptions options, Addresses addresses, Account account, LocalStores stores)
    {
        var pixelKey = RSA.Create();
        pixelKey.ImportFromPem(stores.Secrets.Find(ResourceNames.PixelSigningKeySecret)!.CurrentValue);
        var http = FunctionProxy.CreateClient();
        var cookies = new SignedCookies(pixelKey, ProgramEnvironment.PixelKeyPairId, TimeProvider.System);
        var gateway = new GatewayEndpoint(
            addresses,
            new SecurityHeaders(options.Repository, Addresses.Text(addresses.Issuer), Addresses.Text(addresses.S3)),
            new FunctionProxy(http, OriginSecret(stores)),
            new PixelFiles(stores.Objects, new Distribution(account), cookies, Addresses.Text(addresses.Gateway), ResourceNames.DeidentifiedBucket, ResourceNames.ResultsBucket),
            new StaticFiles(Path.Combine(options.Repository, "portal", "dist")),
            new StaticFiles(Path.Combine(AppContext.BaseDirectory, "Gateway", "Outbox")),
            stores.Outbox);
        return new LocalFront(await LoopbackServer.StartAsync(addresses.Gateway.Port, "Gateway", gateway.HandleAsync), http, pixelKey);
    }

    private static string OriginSecret(LocalStores stores) => (string)JsonNode.Parse(stores.Secrets.Find(ResourceNames.OriginSecret)!.CurrentValue)!["current"]!;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _pixelKey.Dispose();
    }
}
