using FirstRead.Core.Settings;
using FirstRead.Core.Tracing;
using FirstRead.Web.Tokens;

namespace FirstRead.Web;

/// <summary>What every web function reads at its start.</summary>
/// <param name="Port">On 127.0.0.1, where the Lambda Web Adapter asks; 0 takes a free one.</param>
/// <param name="Issuer">Of the access tokens; https, or http on the loopback address.</param>
/// <param name="ClientIds">Clients whose tokens speak for a person.</param>
/// <param name="OriginSecret">Name of the secret that CloudFront shows; null: requests are taken from anywhere.</param>
public sealed record WebSettings(int Port, Uri Issuer, IReadOnlyList<string> ClientIds, string? OriginSecret = null)
{
    private const int StandardPort = 8080;

    /// <summary>Where spans of requests go.</summary>
    public SpanExport Spans { get; init; } = SpanExport.None;

    /// <param name="service">The function's name, for its spans.</param>
    public static WebSettings Read(EnvironmentReader environment, string service)
    {
        var port = environment.Integer("PORT", StandardPort, 0, 65535);
        var issuer = environment.Required(EnvironmentNames.Issuer);
        var clients = environment.List(EnvironmentNames.ClientIds);
        return new WebSettings(
            environment.Integer("AWS_LWA_PORT", port, 0, 65535),
            TrustedAddress.TryParse(issuer) ?? throw new SettingException(EnvironmentNames.Issuer, "must be an https address, or http on the loopback address"),
            clients.Count > 0 ? clients : throw new SettingException(EnvironmentNames.ClientIds, "names no client"),
            environment.Optional(EnvironmentNames.OriginSecret))
        {
            Spans = SpanExport.Read(environment, service),
        };
    }
}
