namespace FirstRead.Cdk.Tests;

/// <summary>Who may do what, written out: a wider role must show here.</summary>
public sealed class AccessTests
{
    private static readonly string[] KmsUse =
    [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ];

    [Test]
    public void Originals_AreReadByIngest_ShownByReidentifyWhenHeld_AndPutByUploads() => Assert.That(Statement.Touching("firstread-incoming"), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject"],
        ["firstread-reidentify"] = ["s3:GetObject", "s3:ListBucket", "s3:PutObject"],
        ["firstread-reconcile"] = ["s3:AbortMultipartUpload"],
        ["firstread-uploads"] = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"],
    }));

    [Test]
    public void Originals_ReidentifyReadsOnlyWhatIsInQuarantine_AndWhatItReleased() => Assert.That(
        Statement.Of("firstread-reidentify").Where(statement => statement.Actions.Contains("s3:GetObject")).SelectMany(statement => statement.Resources).Where(resource => resource.Contains("incoming", StringComparison.Ordinal)),
        Is.EquivalentTo(new[] { "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/quarantine/*", "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/released/*" }));

    [Test]
    public void Results_ReidentifyReadsWhatWasSignedAndWhatItsPdfIsDrawnFrom()
    {
        var results = Statement.Of("firstread-reidentify").Where(statement => statement.Resources.Any(resource => resource.Contains("firstread-results", StringComparison.Ordinal))).ToList();
        Assert.That(results.SelectMany(statement => statement.Actions).Distinct(), Is.EquivalentTo(new[] { "s3:GetObject", "s3:ListBucket" }));
        Assert.That(
            results.Where(statement => statement.Actions.Contains("s3:GetObject")).SelectMany(statement => statement.Resources).Select(resource => resource.Split("us-east-1/")[1]),
            Is.EquivalentTo(new[] { "results/*/signed-*", "results/*/key-*", "results/*/contours.json", "results/*/report-source.dcm" }));
    }

    [Test]
    public void Released_IsWrittenByReidentifyAlone() => Assert.That(
        Statement.All.Where(statement => statement.Resources.Any(resource => resource.EndsWith("/released/*", StringComparison.Ordinal))).Select(statement => (statement.Role, string.Join(' ', statement.Actions))),
        Is.EqualTo(new[] { ("firstread-reidentify", "s3:GetObject s3:PutObject") }));

    [Test]
    public void Originals_IngestCopiesOutOfQuarantineAndReadsUploads() => Assert.That(
        Statement.Of("firstread-ingest").Where(statement => statement.Actions.Contains("s3:GetObject")).SelectMany(statement => statement.Resources),
        Is.EquivalentTo(new[] { "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/uploads/*", "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/quarantine/*" }));

    [Test]
    public void Api_ReadsWhatIsDeidentifiedAndResults_AndNoOriginal() => Assert.That(
        Statement.Of("firstread-api").Where(statement => statement.Actions.Any(action => action.StartsWith("s3:", StringComparison.Ordinal))).SelectMany(statement => statement.Resources),
        Is.EquivalentTo(new[]
        {
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/studies/*",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/reports/*",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/results/*",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/results/*/signed-*",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1",
        }));

    [Test]
    public void Api_WritesOfResultsWhatIsSignedAlone() => Assert.That(
        Statement.Of("firstread-api").Where(statement => statement.Actions.Contains("s3:PutObject")).SelectMany(statement => statement.Resources),
        Is.EquivalentTo(new[]
        {
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/reports/*",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/results/*/signed-*",
        }));

    [Test]
    public void Vault_IsTouchedByIngestAndReidentifyAlone() => Assert.That(Statement.Touching("table/firstread-vault"), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = ["dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:PutItem"],
        ["firstread-reidentify"] = ["dynamodb:GetItem"],
    }));

    [Test]
    public void Identities_AreWrittenByIngestThatCannotReadThem_AndReadByReidentify()
    {
        var identities = Statement.All.Where(statement => statement.Condition.Contains("IDENTITY#*", StringComparison.Ordinal)).ToDictionary(statement => statement.Role, statement => statement.Actions);
        var vault = Statement.All.Where(statement => statement.Resources.Any(resource => resource.EndsWith("table/firstread-vault", StringComparison.Ordinal))).ToList();

        Assert.That(identities.Keys, Is.EquivalentTo(new[] { "firstread-ingest", "firstread-reidentify" }));
        Assert.That(identities["firstread-ingest"], Is.EqualTo(new[] { "dynamodb:PutItem" }));
        Assert.That(identities["firstread-reidentify"], Is.EqualTo(new[] { "dynamodb:GetItem" }));
        Assert.That(vault.Select(statement => statement.Condition), Has.All.Contains("dynamodb:LeadingKeys"));
    }

    [Test]
    public void KeyOfPhi_IsUsedByWhoTouchesPhi() => Assert.That(Statement.Touching(Keys.Phi), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = KmsUse,
        ["firstread-reidentify"] = KmsUse,
        ["firstread-uploads"] = ["kms:Decrypt", "kms:GenerateDataKey"],
    }));

    [Test]
    public void KeyOfPhi_UploadsOpensNothingWithIt_ButS3PutsPartsTogether() => Assert.That(
        Statement.Of("firstread-uploads").Where(statement => statement.Actions.Contains("kms:Decrypt") && statement.Resources.Any(resource => resource.Contains(Keys.Phi, StringComparison.Ordinal))).Select(statement => statement.Condition),
        Is.EqualTo(new[] { """{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}""" }));

    [Test]
    public void KeyOfSecrets_DecryptsForReaders_AndEncryptsForTheRotation() => Assert.That(Statement.Touching(Keys.Secrets), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = ["kms:Decrypt"],
        ["firstread-reidentify"] = ["kms:Decrypt"],
        ["firstread-api"] = ["kms:Decrypt"],
        ["firstread-uploads"] = ["kms:Decrypt"],
        ["firstread-rotate-secret"] = KmsUse,
    }));

    [TestCase("firstread/lookup-key", "firstread-ingest")]
    [TestCase("firstread/uid-key", "firstread-ingest")]
    [TestCase("firstread/vault-key", "firstread-ingest", "firstread-reidentify")]
    [TestCase("firstread/pixel-signing-key", "firstread-api")]
    [TestCase("firstread/origin-secret", "firstread-uploads", "firstread-reidentify", "firstread-api")]
    public void Secret_IsReadByWhoNeedsIt_AndRotated(string secret, params string[] readers) => Assert.That(
        Statement.Touching($"secret:{secret}-").Keys.Except(["firstread-rotate-secret"]), Is.EquivalentTo(readers));

    [Test]
    public void Tasks_ReadDeidentifiedStudiesAndWriteResults_NothingElse() => Assert.That(
        Statement.Of("firstread-inference-task").SelectMany(statement => statement.Resources).Distinct(),
        Is.EquivalentTo(new[]
        {
            "arn:aws:dynamodb:us-east-1:111122223333:table/firstread-studies",
            "arn:aws:dynamodb:us-east-1:111122223333:table/firstread-studies/index/*",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/studies/*",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/results/*",
            $"{{{Keys.Data}.Arn}}",
        }));

    [Test]
    public void Audit_IsAppended_NeverChanged() => Assert.That(
        Statement.Touching("table/firstread-audit").Values.SelectMany(actions => actions).Distinct(),
        Is.EquivalentTo(new[] { "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query" }));

    [Test]
    public void Actions_AreNamedOneByOne_AndNobodyScans()
    {
        var actions = Statement.All.SelectMany(statement => statement.Actions).Distinct().ToList();

        Assert.That(actions.Where(action => action.EndsWith(":*", StringComparison.Ordinal) || action == "*"), Is.Empty);
        Assert.That(actions, Has.None.EqualTo("dynamodb:Scan"));
    }

    [Test]
    public void Resources_AreNamed_ButForARegistryTokenAndAPhone()
    {
        Assert.That(
            Statement.All.Where(statement => statement.Resources.Contains("*")).SelectMany(statement => statement.Actions), Is.EqualTo(new[] { "ecr:GetAuthorizationToken" }));
        Assert.That(
            Statement.All.Where(statement => statement.NotResources.Count > 0).Select(statement => (statement.Role, string.Join(',', statement.Actions), string.Join(',', statement.NotResources))),
            Is.EquivalentTo(new[]
            {
                ("firstread-triage", "sns:Publish", "arn:aws:sns:*:*:*"), ("firstread-reconcile", "sns:Publish", "arn:aws:sns:*:*:*"),
            }));
    }

    [Test]
    public void Roles_FromAws_AreTheTwoOfManagedInstances() => Assert.That(
        Template.Default.OfType("AWS::IAM::Role").SelectMany(role => Template.Texts(role.Properties["ManagedPolicyArns"])).Select(arn => arn.Split('/')[^1]),
        Is.EquivalentTo(new[] { "AmazonECSInfrastructureRolePolicyForManagedInstances", "AmazonECSInstanceRolePolicyForManagedInstances" }));

    [Test]
    public void Launchers_PassTheTaskRolesToEcsOnly()
    {
        var passing = Statement.All.Where(statement => statement.Actions.Contains("iam:PassRole")).ToList();

        Assert.That(passing.Select(statement => statement.Role), Is.EquivalentTo(new[] { "firstread-ingest", "firstread-reconcile" }));
        Assert.That(passing.Select(statement => statement.Condition), Has.All.Contains("ecs-tasks.amazonaws.com"));
        Assert.That(passing.SelectMany(statement => statement.Resources).Distinct().Count(), Is.EqualTo(2));
    }
}
