namespace FirstRead.Web.Tokens;

/// <summary>An address whose answer we believe: https, or http that never leaves this machine.</summary>
public static class TrustedAddress
{
    public static Uri? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : null;
}
