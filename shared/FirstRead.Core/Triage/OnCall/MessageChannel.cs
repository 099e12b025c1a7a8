namespace FirstRead.Core.Triage.OnCall;

/// <summary>How a message travels. No channel proves that it arrived: only an acknowledgement does.</summary>
public enum MessageChannel
{
    /// <summary>A text message to the person's phone.</summary>
    Sms,

    /// <summary>By the topic, to the e-mail address that is subscribed for the person.</summary>
    Email,

    /// <summary>By the topic, to the address that is subscribed for the person.</summary>
    Webhook,
}

/// <summary>Spelled once, for documents, items and messages; pinned by tests.</summary>
public static class MessageChannelNames
{
    public static string Of(MessageChannel channel) => channel switch
    {
        MessageChannel.Sms => "sms",
        MessageChannel.Email => "email",
        MessageChannel.Webhook => "webhook",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    /// <exception cref="FormatException">No channel has this name.</exception>
    public static MessageChannel Parse(string name) => name switch
    {
        "sms" => MessageChannel.Sms,
        "email" => MessageChannel.Email,
        "webhook" => MessageChannel.Webhook,
        _ => throw new FormatException($"'{name}' is no channel: sms, email or webhook."),
    };
}
