using FirstRead.Local.Iam;
using FirstRead.Local.Wire;

namespace FirstRead.Local.SecretsManager;

/// <summary>Each operation is the action of its name on the secret; a value is opened and sealed with the secret's key (Secrets Manager User Guide, "Secret encryption and decryption").</summary>
public static class SecretsPermissions
{
    public static JsonPermissions Of(Guard guard, string region) => new(guard, (operation, request) =>
    {
        var arn = SecretsEndpoint.ArnOf(request);
        return
        [
            AccessRequest.Of($"secretsmanager:{operation}", arn),
            .. operation switch
            {
                "GetSecretValue" => guard.UseOfKey(arn, "secretsmanager", region, "kms:Decrypt"),
                "PutSecretValue" => guard.UseOfKey(arn, "secretsmanager", region, "kms:GenerateDataKey", "kms:Decrypt"),
                _ => [],
            },
        ];
    });
}
