using FirstRead.Core.Operations.Phones;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>The rota's phones, test messages to them, and whether those arrived.</summary>
public sealed class PhoneEndpoints(ApiPorts ports)
{
    private static readonly Problem TooSoon = new(429, "test-too-soon", "A test message went to this person a moment ago", "Wait a minute.");
    private static readonly Problem WrongCode = new(409, "wrong-code", "That is not the code of the last message", "Ask again, or send another message: after five wrong codes only a new one helps.");

    public async Task<Answer> ListAsync(Call call)
    {
        var rota = await ports.Rota.GetAsync(call.Cancelled);
        var tests = (await ports.Operations.PhoneTests.ListAsync(call.Cancelled)).ToDictionary(test => test.Person);
        return Answer.Json(new PhonesBody([.. rota.Persons.Select(person => PhoneBody.Of(person, tests.GetValueOrDefault(person.Id)))]), OperationsJson.Default.PhonesBody);
    }

    public async Task<Answer> TestAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.PhoneTestRequest);
        if (body is null)
            return problem!;
        MessageChannel? channel = null;
        if (body.Channel is { } named)
        {
            try
            {
                channel = MessageChannelNames.Parse(named);
            }
            catch (FormatException)
            {
                return Problems.InvalidBody("channel", "must be sms, email or webhook");
            }
        }
        return AnswerTo(await Testing().SendAsync(call.Route("person"), channel, call.Caller.Subject, call.Cancelled));
    }

    public async Task<Answer> ConfirmAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(OperationsJson.Default.PhoneCodeRequest);
        if (body is null)
            return problem!;
        return body.Code is { Length: > 0 } code
            ? AnswerTo(await Testing().ConfirmAsync(call.Route("person"), code, call.Caller.Subject, call.Cancelled))
            : Problems.InvalidBody("code", "must be the code that the person told");
    }

    private TestPhone Testing() => new(ports.Rota, ports.Operations.PhoneTests, ports.Operations.Messages, ports.Audit, ports.Random, ports.Clock);

    private static Answer AnswerTo(PhoneTestOutcome outcome) => outcome switch
    {
        PhoneTestOutcome.Done done => Answer.Json(PhoneTestBody.Of(done.Test), OperationsJson.Default.PhoneTestBody),
        PhoneTestOutcome.TooSoon => TooSoon,
        PhoneTestOutcome.WrongCode => WrongCode,
        _ => Problems.NotFound,
    };
}
