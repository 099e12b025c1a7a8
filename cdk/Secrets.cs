using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using FirstRead.Core.Identity;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>
/// The keyrings, empty in the template: the first rotation, which runs when the schedule is created, makes the first key. No key
/// ever stands in a template, a log or an environment variable.
/// </summary>
public sealed class Secrets : Construct
{
    private const double RotationDays = 90;

    /// <summary>Secrets Manager's longest; the function never replaces this key, it only fills the empty ring.</summary>
    private const double LongestRotationDays = 999;

    private readonly CfnSecret lookup;
    private readonly CfnSecret uid;
    private readonly CfnSecret vault;

    public Secrets(Construct scope, Encryption keys) : base(scope, "Secrets")
    {
        lookup = Keyring("LookupKey", ResourceNames.LookupKeySecret, keys, "Finds a patient by identifier");
        uid = Keyring("UidKey", ResourceNames.UidKeySecret, keys, "Makes pseudonymous UIDs; not rotated on schedule");
        vault = Keyring("VaultKey", ResourceNames.VaultKeySecret, keys, "Seals identities");
        // Without a value: docs/deploy.md makes the pair whose public half CloudFront knows.
        Keep(new CfnSecret(this, "PixelSigningKey", new CfnSecretProps
        {
            Name = ResourceNames.PixelSigningKeySecret,
            Description = "Signs the cookies that open pixels and results: RSA-2048, PKCS#8 PEM",
            KmsKeyId = keys.Secrets.KeyArn,
        }));
        Origin = Keep(new CfnSecret(this, "OriginSecret", new CfnSecretProps
        {
            Name = ResourceNames.OriginSecret,
            Description = "Shows that a request came through CloudFront: current, and previous while it changes",
            KmsKeyId = keys.Secrets.KeyArn,
            GenerateSecretString = new CfnSecret.GenerateSecretStringProperty
            {
                SecretStringTemplate = """{"previous":""}""",
                GenerateStringKey = "current",
                PasswordLength = 48,
                ExcludePunctuation = true,
            },
        }));
    }

    /// <summary>What CloudFront shows the functions behind the API; made by Secrets Manager, resolved by CloudFormation, in no template.</summary>
    public CfnSecret Origin { get; }

    /// <summary>Schedules all rotations, the first at once.</summary>
    public void RotateBy(Function function)
    {
        var permission = new CfnPermission(this, "MayRotate", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function.FunctionArn,
            Principal = "secretsmanager.amazonaws.com",
            SourceAccount = Stack.Of(this).Account,
        });
        foreach (var (id, secret, days) in new[] { ("Lookup", lookup, RotationDays), ("Uid", uid, LongestRotationDays), ("Vault", vault, RotationDays) })
            new CfnRotationSchedule(this, $"{id}Rotation", new CfnRotationScheduleProps
            {
                SecretId = secret.Ref,
                RotationLambdaArn = function.FunctionArn,
                RotateImmediatelyOnUpdate = true,
                RotationRules = new CfnRotationSchedule.RotationRulesProperty { ScheduleExpression = $"rate({days} days)" },
            }).AddDependency(permission);
    }

    private CfnSecret Keyring(string id, string name, Encryption keys, string description) => Keep(new CfnSecret(this, id, new CfnSecretProps
    {
        Name = name,
        Description = description,
        KmsKeyId = keys.Secrets.KeyArn,
        SecretString = FirstRead.Core.Identity.Keyring.Empty,
    }));

    private static CfnSecret Keep(CfnSecret secret)
    {
        secret.ApplyRemovalPolicy(RemovalPolicy.RETAIN);
        return secret;
    }
}
