using System.Collections.Concurrent;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.Secrets;

/// <summary>Secrets Manager, asked again after five minutes: a rotation reaches a warm process without a restart.</summary>
public sealed class SecretsManagerStore(IAmazonSecretsManager client, TimeProvider clock) : ISecretStore
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (string Value, long ReadAt)> cache = new();

    public async Task<string> GetAsync(string name, CancellationToken cancel)
    {
        if (cache.TryGetValue(name, out var known) && clock.GetElapsedTime(known.ReadAt) < Fresh)
            return known.Value;
        var response = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name }, cancel);
        var value = response.SecretString ?? throw new InvalidDataException($"Secret {name} has no string value.");
        cache[name] = (value, clock.GetTimestamp());
        return value;
    }
}
