using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage;

/// <summary>Messages to persons (SNS).</summary>
public interface IAlertMessages
{
    /// <summary>Hands the message over. There is no idempotency key: a repeat is another message.</summary>
    Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancel);
}

/// <param name="Text">GSM-7, at most <see cref="AlertText.Longest"/>, without PHI.</param>
/// <param name="Study">The study's code, for the subject of an e-mail.</param>
public sealed record AlertMessage(Person To, MessageChannel Channel, string Text, string Study);

/// <summary>What came of handing over. That a message arrived is known from its acknowledgement alone.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Taken(string MessageId) : Delivery;

    /// <param name="Code">A stable word, e.g. SNS's error code; never the message of an error, which may hold a phone number.</param>
    public sealed record Refused(string Code) : Delivery;
}
