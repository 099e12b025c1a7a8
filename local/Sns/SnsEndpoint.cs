using System.Text;
using System.Xml.Linq;
using FirstRead.Core;
using FirstRead.Local.Iam;
using FirstRead.Local.Wire;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace FirstRead.Local.Sns;

/// <summary>SNS Publish over the Query protocol, into the outbox. Like SNS it has no idempotency key: a repeat is a second message.</summary>
public sealed class SnsEndpoint(SignatureGate gate, Guard guard, string region, Outbox outbox, IRandomSource random)
{
    private const int LargestSms = 1600;
    private const int LargestMessage = 256 * 1024;
    private static readonly XNamespace Xml = "http://sns.amazonaws.com/doc/2010-03-31/";

    public async Task HandleAsync(HttpContext context)
    {
        var (body, signer, refusal) = await SignedBody.ReadAsync(context, gate);
        var (status, answer) = refusal is null
            ? Publish(signer!, QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)))
            : (403, Error(refusal.Code, refusal.Message));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(answer.ToString());
    }

    private (int Status, XElement Answer) Publish(Principal signer, Dictionary<string, StringValues> form)
    {
        string? Value(string name) => form.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        if (Value("Action") != "Publish")
            return (400, Error("InvalidAction", $"The local cloud does not implement {Value("Action")}."));
        var (phone, topic, message) = (Value("PhoneNumber"), Value("TopicArn"), Value("Message"));
        if (message is null)
            return (400, Error("InvalidParameter", "Invalid parameter: Empty message"));
        if (phone is null == topic is null)
            return (400, Error("InvalidParameter", "Invalid parameter: exactly one of PhoneNumber and TopicArn is needed"));
        // E.164: a plus sign and at most fifteen digits.
        if (phone is not null && (phone.Length is < 8 or > 16 || phone[0] != '+' || phone.AsSpan(1).ContainsAnyExceptInRange('0', '9')))
            return (400, Error("InvalidParameter", "Invalid parameter: PhoneNumber Reason: not valid to publish to"));
        if (Encoding.UTF8.GetByteCount(message) > (phone is null ? LargestMessage : LargestSms))
            return (400, Error("InvalidParameter", "Invalid parameter: Message too long"));
        if (guard.Check(signer, Actions(phone, topic)) is { } denial)
            return (403, Error("AuthorizationError", denial.Message));
        var id = Ids.Uuid(random);
        outbox.Add(phone, topic, Value("Subject"), message, id);
        return (200, new XElement(Xml + "PublishResponse",
            new XElement(Xml + "PublishResult", new XElement(Xml + "MessageId", id)),
            new XElement(Xml + "ResponseMetadata", new XElement(Xml + "RequestId", Ids.Uuid(random)))));
    }

    /// <summary>A phone has no ARN: its number stands for it (SNS Developer Guide, "Actions, resources, and condition keys").</summary>
    private IEnumerable<AccessRequest> Actions(string? phone, string? topic) =>
        [AccessRequest.Of("sns:Publish", topic ?? phone!), .. topic is null ? [] : guard.UseOfKey(topic, "sns", region, "kms:GenerateDataKey", "kms:Decrypt")];

    private static XElement Error(string code, string message) => new(Xml + "ErrorResponse",
        new XElement(Xml + "Error", new XElement(Xml + "Type", "Sender"), new XElement(Xml + "Code", code), new XElement(Xml + "Message", message)),
        new XElement(Xml + "RequestId", "local"));
}
