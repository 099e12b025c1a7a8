using System.Globalization;
using FirstRead.Core.Audit;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Operations.Phones;

/// <summary>Sends a person of the rota a message that asks for nothing but its code, and takes the code when the person tells it.</summary>
public sealed class TestPhone(IRota rota, IPhoneTests tests, IAlertMessages messages, IAuditLog audit, IRandomSource random, TimeProvider clock)
{
    private const uint Codes = 1_000_000;

    /// <param name="channel">One of the person's; null: the first.</param>
    public async Task<PhoneTestOutcome> SendAsync(string id, MessageChannel? channel, string who, CancellationToken cancel)
    {
        if ((await rota.GetAsync(cancel)).Find(id) is not { } person || (channel is { } named && !person.Channels.Contains(named)))
            return new PhoneTestOutcome.Unknown();
        var now = clock.GetUtcNow();
        var last = await tests.GetAsync(id, cancel);
        if (last is not null && now - last.SentAt < PhoneTest.Pause)
            return new PhoneTestOutcome.TooSoon(last.SentAt + PhoneTest.Pause);
        var test = new PhoneTest(id, channel ?? person.Channels[0], ((uint)(random.NextUInt128() % Codes)).ToString("D6", CultureInfo.InvariantCulture), now, who);
        await audit.AppendAsync(new AuditEvent(AuditSubjects.OfPhone(id), who, AuditActs.TestPhone, $"by {MessageChannelNames.Of(test.Channel)}", now), cancel);
        // The place is taken before the message goes: of two at once one sends.
        if (!await tests.PutAsync(test, last, cancel))
            return new PhoneTestOutcome.TooSoon(now + PhoneTest.Pause);
        if (await messages.SendAsync(new AlertMessage(person, test.Channel, TextOf(test), "test"), cancel) is not Delivery.Refused refused)
            return new PhoneTestOutcome.Done(test);
        var failed = test with { Failure = refused.Code };
        await tests.PutAsync(failed, test, cancel);
        return new PhoneTestOutcome.Done(failed);
    }

    /// <summary>Takes the code that the person has told.</summary>
    public async Task<PhoneTestOutcome> ConfirmAsync(string id, string code, string who, CancellationToken cancel)
    {
        if (await tests.GetAsync(id, cancel) is not { } test)
            return new PhoneTestOutcome.Unknown();
        if (test.ConfirmedAt is not null)
            return new PhoneTestOutcome.Done(test);
        if (test.Guesses >= PhoneTest.MostGuesses)
            return new PhoneTestOutcome.WrongCode();
        var now = clock.GetUtcNow();
        var right = test.Code == code.Trim();
        var next = right ? test with { ConfirmedAt = now, ConfirmedBy = who } : test with { Guesses = test.Guesses + 1 };
        if (right)
            await audit.AppendAsync(new AuditEvent(AuditSubjects.OfPhone(id), who, AuditActs.ConfirmPhone, $"by {MessageChannelNames.Of(test.Channel)}", now), cancel);
        if (!await tests.PutAsync(next, test, cancel))
            return new PhoneTestOutcome.TooSoon(now);
        return right ? new PhoneTestOutcome.Done(next) : new PhoneTestOutcome.WrongCode();
    }

    /// <summary>GSM-7, one message, nothing of any patient, study or clinic.</summary>
    public static string TextOf(PhoneTest test) => $"FirstRead: test message, code {test.Code}. No study waits. Tell your operator this code: it shows that you can be called.";
}

/// <summary>What came of a test or a confirmation.</summary>
public abstract record PhoneTestOutcome
{
    private PhoneTestOutcome()
    {
    }

    public sealed record Done(PhoneTest Test) : PhoneTestOutcome;

    /// <summary>No such person, no such channel of the person, or no test to confirm.</summary>
    public sealed record Unknown : PhoneTestOutcome;

    public sealed record TooSoon(DateTimeOffset NotBefore) : PhoneTestOutcome;

    public sealed record WrongCode : PhoneTestOutcome;
}
