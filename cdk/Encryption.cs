using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace FirstRead.Cdk;

/// <summary>Three keys, so that a role that reads results can read neither an original nor an identity, nor one that rotates keyrings a patient.</summary>
public sealed class Encryption : Construct
{
    private readonly DeploymentSettings settings;

    public Encryption(Construct scope, DeploymentSettings settings) : base(scope, "Encryption")
    {
        this.settings = settings;
        Data = KeyFor("Data", "De-identified files, results, studies, audit, messages");
        Phi = KeyFor("Phi", "PHI: files as the clinic sent them, and who a patient token is");
        Secrets = KeyFor("Secrets", "Secrets: the keyrings, the key of the pixel cookies");

        // Alarms and the budget publish to an encrypted topic.
        Data.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com"), new ServicePrincipal("budgets.amazonaws.com")],
            Actions = ["kms:Decrypt", "kms:GenerateDataKey"],
            Resources = ["*"],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, string> { ["aws:SourceAccount"] = settings.Account },
            },
        }));
        // CloudWatch keeps the log groups of this account under it, and no other's.
        Data.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal($"logs.{settings.Region}.amazonaws.com")],
            Actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
            Resources = ["*"],
            Conditions = new Dictionary<string, object>
            {
                ["ArnLike"] = new Dictionary<string, string> { ["kms:EncryptionContext:aws:logs:arn"] = $"arn:aws:logs:{settings.Region}:{settings.Account}:log-group:*" },
            },
        }));
    }

    public Key Data { get; }

    public Key Phi { get; }

    public Key Secrets { get; }

    private Key KeyFor(string id, string description) => new(this, id, new KeyProps
    {
        Description = $"FirstRead: {description}",
        EnableKeyRotation = true,
        RotationPeriod = Duration.Days(settings.Profile.KeyRotationDays),
        RemovalPolicy = RemovalPolicy.RETAIN,
    });
}
