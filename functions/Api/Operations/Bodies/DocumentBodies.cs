using System.Text.Json;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Functions.Api.Operations.Bodies;

/// <param name="Rota">The document of docs/alerts.md.</param>
/// <param name="Stored">False: nothing is stored, this is what holds nevertheless.</param>
/// <param name="Preview">The next seven days.</param>
public sealed record RotaBody(JsonElement Rota, bool Stored, IReadOnlyList<RotaSpanBody> Preview);

public sealed record RotaSpanBody(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<RotaPlace> Order, string? Problem)
{
    public static RotaSpanBody Of(RotaSpan span) => new(span.From, span.To, [.. span.Order.Persons.Select(person => new RotaPlace(person.Id, person.Name))], span.Order.Problem);
}

public sealed record RotaPlace(string Id, string Name);

public sealed record RotaRequest(JsonElement Rota, string? Reason);

/// <param name="Policy">The document of docs/alerts.md.</param>
/// <param name="Stored">False: the standard one holds.</param>
public sealed record PolicyBody(JsonElement Policy, bool Stored);

public sealed record PolicyRequest(JsonElement Policy, string? Reason);

public sealed record PolicyTrialBody(IReadOnlyList<PolicyTrial> Studies);

/// <summary>What two policies say of one open study's result.</summary>
public sealed record PolicyTrial(string StudyId, string Code, string? Modality, string Risk, string Outcome, PolicyVerdict Now, PolicyVerdict Then)
{
    public static PolicyTrial Of(Study study, AnalysisResult result, TriageRule now, TriageRule then) => new(
        study.Id.Value, StudyCode.Of(study.Id), study.Modality, StoredNames.Of(result.Risk), StoredNames.Of(result.Outcome), PolicyVerdict.Of(now), PolicyVerdict.Of(then));
}

public sealed record PolicyVerdict(string Rule, bool Calls)
{
    public static PolicyVerdict Of(TriageRule rule) => new(rule.Name, rule.Then == TriageAction.Alert);
}
