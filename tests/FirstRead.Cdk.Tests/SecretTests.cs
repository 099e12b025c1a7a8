namespace FirstRead.Cdk.Tests;

public sealed class SecretTests
{
    [TestCase("firstread/lookup-key", "rate(90 days)")]
    [TestCase("firstread/vault-key", "rate(90 days)")]
    [TestCase("firstread/uid-key", "rate(999 days)")]
    public void Keyring_Rotation_BeginsAtOnce(string name, string schedule)
    {
        var secret = Template.Default.Named("AWS::SecretsManager::Secret", "Name", name);
        var rotation = Template.Default.Named("AWS::SecretsManager::RotationSchedule", "SecretId", $"{{{secret.Id}}}");

        Assert.Multiple(() =>
        {
            Assert.That(rotation.Properties["RotateImmediatelyOnUpdate"]!.GetValue<bool>());
            Assert.That(Template.Text(rotation.Properties["RotationRules"]!["ScheduleExpression"]), Is.EqualTo(schedule));
            Assert.That(Template.Text(secret.Properties["KmsKeyId"]), Is.EqualTo($"{{{Keys.Secrets}.Arn}}"));
        });
    }

    [Test]
    public void PixelSigningKey_HasNoValueAndNoRotation()
    {
        var secret = Template.Default.Named("AWS::SecretsManager::Secret", "Name", "firstread/pixel-signing-key");

        Assert.That(secret.Properties["SecretString"], Is.Null);
        Assert.That(secret.Properties["GenerateSecretString"], Is.Null);
        Assert.That(Template.Default.OfType("AWS::SecretsManager::RotationSchedule"), Has.Count.EqualTo(3));
    }
}
