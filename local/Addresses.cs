namespace FirstRead.Local;

/// <summary>Where each service answers.</summary>
/// <param name="DynamoDbStore">DynamoDB Local itself: it asks nobody who they are.</param>
public sealed record Addresses(Uri Gateway, Uri S3, Uri DynamoDb, Uri Sns, Uri SecretsManager, Uri Ecs, Uri Issuer, Uri Lambda, Uri Uploads, Uri Api, Uri Reidentify,
    Uri DynamoDbStore)
{
    public static Addresses Of(Ports ports)
    {
        static Uri At(int port) => new($"http://127.0.0.1:{port}");
        return new Addresses(At(ports.Gateway), At(ports.S3), At(ports.DynamoDb), At(ports.Sns), At(ports.SecretsManager), At(ports.Ecs),
            At(ports.Issuer), At(ports.Lambda), At(ports.Uploads), At(ports.Api), At(ports.Reidentify), At(ports.DynamoDbStore));
    }

    /// <summary>As it goes into settings and signatures: without a slash at the end.</summary>
    public static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
