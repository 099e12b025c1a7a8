using System.Text.Json.Serialization;
using FirstRead.Core.Audit;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Trail;

/// <summary>Who did what to a study, and whether the chain of it still holds.</summary>
public sealed class AuditTrailEndpoint(ApiPorts ports)
{
    public async Task<Answer> GetAsync(Call call)
    {
        if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        var chain = await ports.Audit.ReadAsync(AuditSubjects.Of(study.Id), call.Cancelled);
        var names = new Dictionary<string, string?>();
        foreach (var who in chain.Select(entry => entry.Event.Who).Distinct())
            names[who] = (await ports.Principals.GetAsync(who, call.Cancelled))?.Name;
        var broken = AuditChain.FirstBroken(chain);
        return Answer.Json(
            new AuditTrailBody(study.Id.Value, broken is null, broken, [.. chain.Select(entry => AuditEntryBody.Of(entry, names[entry.Event.Who]))]),
            AuditTrailJson.Default.AuditTrailBody);
    }
}

/// <param name="Intact">Every entry follows from the one before it.</param>
/// <param name="FirstBroken">The number of the first that does not; null where all do.</param>
/// <param name="Entries">Oldest first.</param>
public sealed record AuditTrailBody(string StudyId, bool Intact, long? FirstBroken, IReadOnlyList<AuditEntryBody> Entries);

/// <param name="Name">Of an enrolled person or machine; null for a program.</param>
public sealed record AuditEntryBody(long Number, string Who, string? Name, string What, string Why, DateTimeOffset When)
{
    public static AuditEntryBody Of(AuditEntry entry, string? name) => new(entry.Number, entry.Event.Who, name, entry.Event.What, entry.Event.Why, entry.Event.When);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditTrailBody))]
public sealed partial class AuditTrailJson : JsonSerializerContext;
