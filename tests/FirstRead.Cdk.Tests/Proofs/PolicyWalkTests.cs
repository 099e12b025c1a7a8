using System.IO.Enumeration;

namespace FirstRead.Cdk.Tests.Proofs;

/// <summary>Every statement of every policy, in both profiles.</summary>
[TestFixture("student")]
[TestFixture("clinical")]
public sealed class PolicyWalkTests(string profile)
{
    private static readonly string[] Reads =
    [
        "s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectAttributes", "s3:SelectObjectContent", "s3:ReplicateObject", "s3:PutBucketPolicy", "s3:PutReplicationConfiguration",
        "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "dynamodb:ExportTableToPointInTime", "dynamodb:GetRecords",
        "kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant", "kms:PutKeyPolicy",
    ];

    private static readonly string[] ReadersOfPhi = ["firstread-ingest", "firstread-reidentify"];

    private Template Template { get; } = Template.Of(profile);

    [Test]
    public void Wildcard_Any_HasAReason()
    {
        var wildcards = Statement.In(Template)
            .SelectMany(statement => statement.Actions.Concat(statement.Resources).Concat(statement.NotResources).Concat(statement.NotActions).Select(text => (text, statement.Role)))
            .Where(each => each.text.Contains('*', StringComparison.Ordinal) || each.text.Contains('?', StringComparison.Ordinal));

        Reasons.Hold("wildcards.tsv", profile, [.. wildcards.Distinct()]);
    }

    [Test]
    public void Action_ServiceWide_NobodyHas() => Assert.That(
        Statement.In(Template).SelectMany(statement => statement.Actions).Where(action => action.EndsWith('*')), Is.Empty);

    [Test]
    public void Exception_ByNotAction_NobodyHas() => Assert.That(Statement.In(Template).SelectMany(statement => statement.NotActions), Is.Empty);

    [Test]
    public void Phi_IsReadByIngestAndReidentifyAlone()
    {
        string[] phi =
        [
            "arn:aws:s3:::firstread-incoming-111122223333-us-east-1", "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/uploads/u/f",
            "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/quarantine/u/f", "arn:aws:dynamodb:us-east-1:111122223333:table/firstread-vault",
            $"{{{Keys.In(Template, "PHI")}.Arn}}", $"{{{Template.Named("AWS::DynamoDB::Table", "TableName", "firstread-vault").Id}.Arn}}",
            $"{{{Template.Named("AWS::S3::Bucket", "BucketName", "firstread-incoming-111122223333-us-east-1").Id}.Arn}}/*",
        ];
        var readers = Statement.In(Template)
            .Where(statement => statement.Actions.Any(action => Reads.Any(read => FileSystemName.MatchesSimpleExpression(action, read, ignoreCase: true))))
            // S3 puts parts together with the key in the role's name; without a right to get the object, the role sees nothing of it.
            .Where(statement => statement.Condition != """{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}""")
            .Where(statement => phi.Any(statement.Reaches))
            // Keys of the vault, and its table's key for the table: AccessTests writes out what it may.
            .Where(statement => statement.Role != "firstread-erase")
            .Select(statement => statement.Role).Distinct();

        Assert.That(readers, Is.EquivalentTo(ReadersOfPhi));
    }

    [Test]
    public void Phi_PoliciesOfBucketAndKey_LetNobodyElseIn()
    {
        var bucket = Template.Named("AWS::S3::Bucket", "BucketName", "firstread-incoming-111122223333-us-east-1").Id;
        var policy = Template.Named("AWS::S3::BucketPolicy", "Bucket", $"{{{bucket}}}").Properties["PolicyDocument"]!["Statement"]!.AsArray();
        var key = Template.ById(Keys.In(Template, "PHI")).Properties["KeyPolicy"]!["Statement"]!.AsArray();

        Assert.That(policy.Select(statement => Template.Text(statement!["Effect"])), Has.All.EqualTo("Deny"));
        Assert.That(key.Select(statement => Template.Text(statement!["Principal"]!["AWS"])), Is.EqualTo(new[] { "arn:aws:iam::111122223333:root" }));
    }

    [Test]
    public void Role_Any_IsAssumedByOneServiceAlone()
    {
        foreach (var role in Template.OfType("AWS::IAM::Role"))
        {
            var statement = role.Properties["AssumeRolePolicyDocument"]!["Statement"]!.AsArray().Single()!;
            Assert.That(Template.Text(statement["Action"]), Is.EqualTo("sts:AssumeRole"), role.Id);
            Assert.That(statement["Principal"]!.AsObject().Select(principal => principal.Key), Is.EqualTo(new[] { "Service" }), role.Id);
            Assert.That(Template.Text(statement["Principal"]!["Service"]), Does.EndWith(".amazonaws.com"), role.Id);
        }
    }

    [Test]
    public void Rights_OverRoles_AreTheLaunchersAndTheBudgets()
    {
        var rights = Statement.In(Template).SelectMany(statement => statement.Actions.Select(action => $"{statement.Role} {action}"))
            .Where(right => right.Contains(" iam:", StringComparison.Ordinal) || right.Contains(" sts:", StringComparison.Ordinal));

        string[] launchers = ["firstread-ingest iam:PassRole", "firstread-reconcile iam:PassRole"];
        string[] budget = ["firstread-budget-action iam:AttachRolePolicy", "firstread-budget-action iam:DetachRolePolicy"];
        Assert.That(rights, Is.EquivalentTo(profile == "student" ? [.. launchers, .. budget] : launchers));
    }

    [Test]
    public void Runtime_Any_IsOurOwnOrTheEdges()
    {
        var runtimes = Template.All.Select(resource => (resource.Type, Template.Text(resource.Properties["Runtime"] ?? resource.Properties["FunctionConfig"]?["Runtime"])))
            .Where(each => each.Item2.Length > 0).Distinct();

        Assert.That(runtimes, Is.EquivalentTo(new[] { ("AWS::Lambda::Function", "provided.al2023"), ("AWS::CloudFront::Function", "cloudfront-js-2.0") }));
        Assert.That(Template.All.Select(resource => resource.Type).Where(type => type.StartsWith("Custom::", StringComparison.Ordinal) || type == "AWS::CloudFormation::CustomResource"), Is.Empty);
    }
}
