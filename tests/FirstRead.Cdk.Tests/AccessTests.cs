namespace FirstRead.Cdk.Tests;

/// <summary>Who may do what, written out: a wider role must show here.</summary>
public sealed class AccessTests
{
    private static readonly string[] KmsUse =
    [
        "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ];

    [Test]
    public void Originals_AreMarkedByReconcile_AsSignedAndInNoOtherWay()
    {
        var mark = Statement.All.Single(statement => statement.Actions.Contains("s3:PutObjectTagging"));
        Assert.That((mark.Role, mark.Resources.Single()), Is.EqualTo(("firstread-reconcile", "arn:aws:s3:::firstread-incoming-111122223333-us-east-1/uploads/*")));
        Assert.That(mark.Condition, Does.Contain("\"s3:RequestObjectTag/firstread-retention\":\"signed\"").And.Contain("\"s3:RequestObjectTagKeys\":[\"firstread-retention\"]"));
    }

    [Test]
    public void Originals_AreReadByIngest_ShownByReidentifyWhenHeld_AndPutByUploads() => Assert.That(Statement.Touching("firstread-incoming"), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject"],
        ["firstread-erase"] = ["s3:DeleteObjectVersion", "s3:ListBucketVersions"],
        ["firstread-reidentify"] = ["s3:GetObject", "s3:ListBucket", "s3:PutObject"],
        ["firstread-reconcile"] = ["s3:AbortMultipartUpload", "s3:ListBucket", "s3:PutObjectTagging"],
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
        Is.EquivalentTo(new[] { ("firstread-reidentify", "s3:GetObject s3:PutObject"), ("firstread-erase", "s3:DeleteObjectVersion") }));

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
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/teaching/*/contents.json",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/teaching-answers/*",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1",
            "arn:aws:s3:::firstread-failures-111122223333-us-east-1/aws/lambda/*",
            "arn:aws:s3:::firstread-failures-111122223333-us-east-1",
        }));

    [Test]
    public void Api_Invokes_WhatTakesEventsAlone() => Assert.That(
        Statement.Of("firstread-api").Single(statement => statement.Actions.Contains("lambda:InvokeFunction")).Resources,
        Is.EquivalentTo(new[] { "arn:aws:lambda:us-east-1:111122223333:function:firstread-ingest", "arn:aws:lambda:us-east-1:111122223333:function:firstread-reconcile" }));

    [Test]
    public void Api_WritesOfResultsWhatIsSignedAlone() => Assert.That(
        Statement.Of("firstread-api").Where(statement => statement.Actions.Contains("s3:PutObject")).SelectMany(statement => statement.Resources),
        Is.EquivalentTo(new[]
        {
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/reports/*",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/results/*/signed-*",
        }));

    [Test]
    public void Teaching_CopiesPicturesAndAnswers_AndReachesNoOriginalNoVaultNoSecret() => Assert.That(
        Statement.Of("firstread-teaching").Where(statement => statement.Actions.Any(action => action.StartsWith("s3:", StringComparison.Ordinal) || action.StartsWith("secretsmanager:", StringComparison.Ordinal)))
            .SelectMany(statement => statement.Resources).Distinct(),
        Is.EquivalentTo(new[]
        {
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/studies/*",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/teaching/*/contents.json",
            "arn:aws:s3:::firstread-deidentified-111122223333-us-east-1/teaching/*",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/results/*/contours.json",
            "arn:aws:s3:::firstread-results-111122223333-us-east-1/teaching-answers/*",
            "arn:aws:s3:::firstread-failures-111122223333-us-east-1",
            "arn:aws:s3:::firstread-failures-111122223333-us-east-1/*",
        }));

    [Test]
    public void TeachingAnswers_AreWrittenByTeachingAndReadByTheApi_AndNoAddressLeadsToThem()
    {
        var readers = Statement.All.Where(statement => statement.Resources.Any(resource => resource.Contains("/teaching-answers/", StringComparison.Ordinal))).Select(statement => (statement.Role, string.Join(' ', statement.Actions)));
        Assert.That(readers, Is.EquivalentTo(new[] { ("firstread-api", "s3:GetObject"), ("firstread-teaching", "s3:DeleteObject s3:PutObject") }));
    }

    [Test]
    public void Vault_IsTouchedByIngestReidentifyAndErase() => Assert.That(Statement.Touching("table/firstread-vault"), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = ["dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:PutItem"],
        ["firstread-reidentify"] = ["dynamodb:GetItem", "dynamodb:PutItem"],
        ["firstread-erase"] = ["dynamodb:DeleteItem", "dynamodb:Query"],
    }));

    [Test]
    public void Erase_RemovesAndReadsNothing()
    {
        var statements = Statement.Of("firstread-erase").ToList();

        Assert.That(statements.SelectMany(statement => statement.Actions).Where(action => action.StartsWith("s3:", StringComparison.Ordinal)), Is.EquivalentTo(new[] { "s3:ListBucketVersions", "s3:DeleteObjectVersion" }));
        Assert.That(statements.SelectMany(statement => statement.Actions), Has.None.StartsWith("secretsmanager:"));
        var vault = statements.Where(statement => statement.Resources.Any(resource => resource.EndsWith("table/firstread-vault", StringComparison.Ordinal))).ToDictionary(statement => statement.Actions.Single(), statement => statement.Condition);
        Assert.That(vault["dynamodb:Query"], Does.Contain("SPECIFIC_ATTRIBUTES").And.Contain("\"dynamodb:Attributes\":[\"pk\",\"sk\"]"));
        Assert.That(vault["dynamodb:DeleteItem"], Does.Contain("\"dynamodb:ReturnValues\":\"NONE\""));
        var phi = statements.Single(statement => statement.Resources.Any(resource => resource.Contains(Keys.Phi, StringComparison.Ordinal)));
        Assert.That((phi.Actions.Single(), phi.Condition), Is.EqualTo(("kms:Decrypt", "{\"StringEquals\":{\"kms:ViaService\":\"dynamodb.us-east-1.amazonaws.com\"}}")));
    }

    [Test]
    public void Identities_AreWrittenByIngestThatCannotReadThem_ReadByReidentify_AndRemovedUnseen()
    {
        var identities = Statement.All.Where(statement => statement.Condition.Contains("IDENTITY#*", StringComparison.Ordinal)).ToLookup(statement => statement.Role, statement => string.Join(' ', statement.Actions));
        var vault = Statement.All.Where(statement => statement.Resources.Any(resource => resource.EndsWith("table/firstread-vault", StringComparison.Ordinal))).ToList();

        Assert.That(identities.Select(role => role.Key), Is.EquivalentTo(new[] { "firstread-ingest", "firstread-reidentify", "firstread-erase" }));
        Assert.That(identities["firstread-ingest"], Is.EqualTo(new[] { "dynamodb:PutItem" }));
        Assert.That(identities["firstread-reidentify"], Is.EqualTo(new[] { "dynamodb:GetItem", "dynamodb:PutItem" }));
        Assert.That(identities["firstread-erase"], Is.EqualTo(new[] { "dynamodb:Query", "dynamodb:DeleteItem" }));
        Assert.That(vault.Select(statement => statement.Condition), Has.All.Contains("dynamodb:LeadingKeys"));
    }

    [Test]
    public void KeyOfPhi_IsUsedByWhoTouchesPhi() => Assert.That(Statement.Touching(Keys.Phi), Is.EquivalentTo(new Dictionary<string, string[]>
    {
        ["firstread-ingest"] = KmsUse,
        ["firstread-reidentify"] = KmsUse,
        ["firstread-uploads"] = ["kms:Decrypt", "kms:GenerateDataKey"],
        ["firstread-erase"] = ["kms:Decrypt"],
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

    [TestCase("firstread/lookup-key", "firstread-ingest", "firstread-reidentify")]
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
    public void Resources_AreNamed_ButForARegistryTokenTheListOfStreamsAndAPhone()
    {
        Assert.That(
            Statement.All.Where(statement => statement.Resources.Contains("*")).SelectMany(statement => statement.Actions), Is.EquivalentTo(new[] { "ecr:GetAuthorizationToken", "dynamodb:ListStreams" }));
        Assert.That(
            Statement.All.Where(statement => statement.NotResources.Count > 0).Select(statement => (statement.Role, string.Join(',', statement.Actions), string.Join(',', statement.NotResources))),
            Is.EquivalentTo(new[]
            {
                ("firstread-triage", "sns:Publish", "arn:aws:sns:*:*:*"), ("firstread-reconcile", "sns:Publish", "arn:aws:sns:*:*:*"),
                ("firstread-api", "sns:Publish", "arn:aws:sns:*:*:*"),
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
