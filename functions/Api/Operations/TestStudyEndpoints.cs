using FirstRead.Core.Probes;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>Test studies: how the last days' went, and one at once.</summary>
public sealed class TestStudyEndpoints(ApiPorts ports, ProbeSettings settings)
{
    private static readonly Problem NoPhone = new(409, "no-test-phone", "No test phone is set", "Deploy with testPhones: a test study calls those phones and nobody else (docs/deploy.md).");

    public async Task<Answer> ListAsync(Call call)
    {
        var now = ports.Clock.GetUtcNow();
        var probes = await ports.Operations.Probes.ListAsync(call.Cancelled);
        var studies = await Task.WhenAll(probes.Select(async probe => TestStudyBody.Of(
            probe, probe.StateAt(now, settings.AnswerWithin), probe.Study is { } id ? await ports.Studies.GetAsync(id, call.Cancelled) : null)));
        return Answer.Json(new TestStudiesBody(settings.On, settings.Hour, settings.Zone, (int)settings.AnswerWithin.TotalSeconds, studies), OperationsJson.Default.TestStudiesBody);
    }

    public async Task<Answer> AskAsync(Call call)
    {
        if (!settings.On)
            return Answer.Of(NoPhone);
        var id = await new PlanProbe(ports.Operations.Probes, ports.Audit, ports.Random, ports.Clock).AskAsync(call.Caller.Subject, call.Cancelled);
        return Answer.Json(new TestStudyAskedBody(id), OperationsJson.Default.TestStudyAskedBody, StatusCodes.Status202Accepted);
    }
}
