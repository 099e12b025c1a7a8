using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;

namespace FirstRead.Cdk;

/// <summary>Three keys, so that a role that reads results cannot read an original, nor one that reads originals an identity.</summary>
public sealed class Encryption : Construct
{
    public Encryption(Construct scope, DeploymentSettings settings) : base(scope, "Encryption")
    {
        Data = KeyFor("Data", "De-identified files, results, studies, audit, messages");
        Incoming = KeyFor("Incoming", "PHI: files as the clinic sent them");
        Vault = KeyFor("Vault", "PHI: who a patient token is, and the keyrings");

        // Alarms and the budget publish to an encrypted topic.
        Data.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com"), new ServicePrincipal("budgets.amazonaws.com")],
            Actions = ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resources = ["*"],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, string> { ["aws:SourceAccount"] = settings.Account },
            },
        }));
    }

    public Key Data { get; }

    public Key Incoming { get; }

    public Key Vault { get; }

    private Key KeyFor(string id, string description) => new(this, id, new KeyProps
    {
        Description = $"FirstRead: {description}",
        EnableKeyRotation = true,
        RemovalPolicy = RemovalPolicy.RETAIN,
    });
}
