namespace FirstRead.Core.Uploads;

/// <summary>How many uploads a clinic may announce: a bucket of tokens, one an upload, that time fills again.</summary>
/// <param name="PerMinute">Tokens that come in a minute, and how many the full bucket holds; at least 1.</param>
public sealed record UploadRate(int PerMinute)
{
    /// <summary>A bucket is known by the time at which it will be full again: what is missing then is what was taken.</summary>
    /// <param name="fullAt">Of the bucket as it stands; null for one that nobody has taken from.</param>
    public TokenTaking Take(DateTimeOffset? fullAt, DateTimeOffset now)
    {
        var token = TimeSpan.FromTicks(TimeSpan.TicksPerMinute / PerMinute);
        var after = (fullAt > now ? fullAt.Value : now) + token;
        var wait = after - now - (token * PerMinute);
        return wait > TimeSpan.Zero ? new TokenTaking.Empty(wait) : new TokenTaking.Taken(after);
    }
}

/// <summary>What came of the reach into the bucket.</summary>
public abstract record TokenTaking
{
    private TokenTaking()
    {
    }

    /// <param name="FullAt">Of the bucket without the token.</param>
    public sealed record Taken(DateTimeOffset FullAt) : TokenTaking;

    /// <param name="Wait">Until the next token is there.</param>
    public sealed record Empty(TimeSpan Wait) : TokenTaking;
}
