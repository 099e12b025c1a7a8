namespace FirstRead.Core.Storage;

/// <summary>Attributes of <c>PHONE#</c> and <c>FAILURE#</c> items in the studies table: the only place they are spelled.</summary>
public static class PhoneAttributes
{
    public const string Person = "person";
    public const string Channel = "channel";
    public const string Code = "code";
    public const string SentAt = "sentAt";
    public const string SentBy = "sentBy";
    public const string Failure = "failure";
    public const string ConfirmedAt = "confirmedAt";
    public const string ConfirmedBy = "confirmedBy";
    public const string Guesses = "guesses";

    // FAILURE#
    public const string ReplayedAt = "replayedAt";
}
