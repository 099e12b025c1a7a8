using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using FirstRead.Core;
using FirstRead.Core.Identity;

namespace FirstRead.Functions.RotateSecret;

/// <summary>
/// Rotates a keyring: a fresh key is appended and becomes current, every key in use stays in the value, for Secrets Manager may
/// delete versions without a label. Each step may be repeated. The UID key alone is never replaced: references between studies
/// would break, so its rotation only fills the empty ring that a deployment creates.
/// </summary>
public sealed class KeyringRotation(IAmazonSecretsManager secrets, IRandomSource random, RotationSettings settings)
{
    private const string Current = "AWSCURRENT";
    private const string Pending = "AWSPENDING";

    /// <exception cref="RotationException">Secrets Manager's state does not fit the step, or the new value fails its test.</exception>
    public async Task HandleAsync(RotationEvent step, CancellationToken cancel)
    {
        var secret = await secrets.DescribeSecretAsync(new DescribeSecretRequest { SecretId = step.SecretId }, cancel);
        if (secret.RotationEnabled != true)
            throw new RotationException(step, "rotation is not enabled");
        if (!secret.VersionIdsToStages.TryGetValue(step.ClientRequestToken, out var stages))
            throw new RotationException(step, "the secret has no such version");
        if (stages.Contains(Current))
            return;
        if (!stages.Contains(Pending))
            throw new RotationException(step, "the version is not pending");

        switch (step.Step)
        {
            case "createSecret":
                await CreateAsync(step, secret.Name, cancel);
                break;
            case "setSecret":
                // Nobody else holds a copy: there is nothing to set.
                break;
            case "testSecret":
                await TestAsync(step, cancel);
                break;
            case "finishSecret":
                await FinishAsync(step, secret, cancel);
                break;
            default:
                throw new RotationException(step, "the step is unknown");
        }
    }

    private async Task CreateAsync(RotationEvent step, string name, CancellationToken cancel)
    {
        // Secrets Manager names the version before it has a value: only a value says that this step was done.
        if (await FindAsync(step, cancel) is not null)
            return;
        var ring = await CurrentAsync(step, cancel);
        var next = ring is null ? Keyring.Create(random) : name == settings.UidKeySecret ? ring : ring.Rotate(random);
        await secrets.PutSecretValueAsync(
            new PutSecretValueRequest
            {
                SecretId = step.SecretId,
                ClientRequestToken = step.ClientRequestToken,
                SecretString = next.ToJson(),
                VersionStages = [Pending],
            },
            cancel);
    }

    private async Task TestAsync(RotationEvent step, CancellationToken cancel)
    {
        var pending = await FindAsync(step, cancel) ?? throw new RotationException(step, "the pending version has no value");
        if (await CurrentAsync(step, cancel) is { } current && !KeyringChecks.KeepsAll(current, pending))
            throw new RotationException(step, "the new ring lacks a key that is in use");
        if (!KeyringChecks.SealsAndOpens(pending, random))
            throw new RotationException(step, "the new ring does not open what it sealed");
    }

    private async Task FinishAsync(RotationEvent step, DescribeSecretResponse secret, CancellationToken cancel)
    {
        var before = secret.VersionIdsToStages.FirstOrDefault(version => version.Value.Contains(Current)).Key;
        await secrets.UpdateSecretVersionStageAsync(
            new UpdateSecretVersionStageRequest
            {
                SecretId = step.SecretId,
                VersionStage = Current,
                MoveToVersionId = step.ClientRequestToken,
                RemoveFromVersionId = before,
            },
            cancel);
    }

    /// <summary>The ring in use; null when the deployment left an empty one.</summary>
    private async Task<Keyring?> CurrentAsync(RotationEvent step, CancellationToken cancel)
    {
        var value = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = step.SecretId, VersionStage = Current }, cancel);
        return value.SecretString == Keyring.Empty ? null : Keyring.Parse(value.SecretString);
    }

    /// <summary>The ring of the pending version; null before it has a value.</summary>
    private async Task<Keyring?> FindAsync(RotationEvent step, CancellationToken cancel)
    {
        try
        {
            var value = await secrets.GetSecretValueAsync(
                new GetSecretValueRequest { SecretId = step.SecretId, VersionId = step.ClientRequestToken, VersionStage = Pending }, cancel);
            return Keyring.Parse(value.SecretString);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>A rotation cannot go on; the old version stays current. Names the step and the secret, never a key.</summary>
public sealed class RotationException(RotationEvent step, string problem)
    : Exception($"Rotation step {step.Step} of {step.SecretId}, version {step.ClientRequestToken}: {problem}.");
