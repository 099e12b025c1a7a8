namespace FirstRead.Core.Storage;

/// <summary>Secrets by name (Secrets Manager). Settings hold their names, never their values.</summary>
public interface ISecretStore
{
    /// <summary>The current value (AWSCURRENT): JSON, never logged.</summary>
    Task<string> GetAsync(string name, CancellationToken cancel);
}
