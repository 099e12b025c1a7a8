namespace FirstRead.Web;

/// <summary>
/// Acts that bind a person ask that this very person was asked for the password a moment ago, whoever sits at the desk by
/// now: the token's <c>auth_time</c> must be young, and the refusal says so in the words of RFC 9470.
/// </summary>
/// <param name="Longest">How long ago the login may be.</param>
public sealed record FreshLogin(TimeSpan Longest, TimeProvider Clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Null where the caller's login is young enough.</summary>
    public Problem? Refuse(Call call)
    {
        var now = Clock.GetUtcNow();
        return call.Caller.AuthenticatedAt is { } at && at <= now + Skew && now - at <= Longest
            ? null
            : new Problem(401, "reauthentication-required", "Log in again for this", $"The last login must not be older than {Longest.TotalSeconds:0} seconds.")
            {
                Challenge = $"Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent login is required\", max_age=\"{Longest.TotalSeconds:0}\"",
            };
    }
}
