using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Processes;
using FirstRead.Local.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace FirstRead.Local.Login;

/// <summary>Starts <c>server.mjs</c> (npm oidc-provider). Its keys lie on disk, so that tokens outlive a restart; sessions do not.</summary>
public static class LoginServer
{
    public const string PortalClientId = "firstread-portal";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task StartAsync(
        ChildProcesses children, string repository, string secrets, Addresses addresses, IRandomSource random, CancellationToken cancel)
    {
        var keys = Path.Combine(secrets, "login-keys.json");
        if (!File.Exists(keys))
            DurableFile.Write(keys, CreateKeys(random));
        var settings = Path.Combine(secrets, "login-settings.json");
        DurableFile.Write(settings, new JsonObject
        {
            ["issuer"] = Addresses.Text(addresses.Issuer),
            ["port"] = addresses.Issuer.Port,
            ["gateway"] = Addresses.Text(addresses.Gateway),
            ["portalClientId"] = PortalClientId,
            ["accounts"] = Path.Combine(secrets, "accounts.json"),
            ["keys"] = keys,
        });
        var script = Path.Combine(repository, "local/Login/server.mjs");
        var child = children.Start(new ChildCommand("login", "node", [script, settings], new Dictionary<string, string>(), repository));
        await WaitAsync(new Uri(addresses.Issuer, "/.well-known/openid-configuration"), child, cancel);
    }

    /// <summary>One RSA key as a JSON Web Key with its private parts (RFC 7518, 6.3), and one that signs cookies.</summary>
    private static JsonObject CreateKeys(IRandomSource random)
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        static string Text(byte[]? value) => WebEncoders.Base64UrlEncode(value!);
        return new JsonObject
        {
            ["cookies"] = new JsonArray(Ids.Hex(random) + Ids.Hex(random)),
            ["jwks"] = new JsonObject
            {
                ["keys"] = new JsonArray(new JsonObject
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["alg"] = "RS256",
                    ["kid"] = Ids.Hex(random),
                    ["n"] = Text(key.Modulus),
                    ["e"] = Text(key.Exponent),
                    ["d"] = Text(key.D),
                    ["p"] = Text(key.P),
                    ["q"] = Text(key.Q),
                    ["dp"] = Text(key.DP),
                    ["dq"] = Text(key.DQ),
                    ["qi"] = Text(key.InverseQ),
                }),
            },
        };
    }

    private static async Task WaitAsync(Uri discovery, ChildProcess child, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var http = new HttpClient();
        while (!child.Exited.IsCompleted)
        {
            try
            {
                using var answer = await http.GetAsync(discovery, patience.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
        throw new InvalidOperationException("The login server ended at start: see logs/login.log.");
    }
}
