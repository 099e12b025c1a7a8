namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>A URL that lets its holder fetch one object for a short while.</summary>
public sealed record PresignedGet(string Url, DateTimeOffset ExpiresAt);

/// <summary>Writes such URLs for what was released.</summary>
public interface IDownloads
{
    /// <param name="key">In the incoming bucket.</param>
    PresignedGet Get(string key);
}
