using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Access;
using FirstRead.Core.Operations.Phones;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Functions.Api.Operations.Bodies;

public sealed record ClinicsBody(IReadOnlyList<ClinicBody> Clinics);

/// <param name="Name">Null for a clinic that somebody belongs to and nobody has entered.</param>
/// <param name="ETag">What a change names; null where it was not entered.</param>
/// <param name="Machines">Client ids.</param>
public sealed record ClinicBody(string Id, string? Name, string AiDisplay, string? ETag, IReadOnlyList<PrincipalBody> Machines, int People)
{
    public static ClinicBody Of(ClinicId id, Clinic? clinic, IReadOnlyList<Principal> principals) => new(
        id.Value,
        clinic?.Name,
        AiDisplayNames.Of(clinic?.AiDisplay ?? Core.Access.AiDisplay.First),
        clinic is null ? null : TagOf(clinic),
        [.. principals.Where(principal => principal.MachineRoles.Count > 0).Select(PrincipalBody.Of)],
        principals.Count(principal => principal.MachineRoles.Count == 0));

    public static string TagOf(Clinic clinic) => Tags.Of(clinic.Name, AiDisplayNames.Of(clinic.AiDisplay));
}

public sealed record ClinicRequest(string? Id, string? Name, string? AiDisplay, string? Reason);

public sealed record PrincipalsBody(IReadOnlyList<PrincipalBody> Principals);

/// <param name="MachineRoles">Of a machine; empty for a person, whose roles stand in the token.</param>
public sealed record PrincipalBody(string Subject, string Name, string? Clinic, IReadOnlyList<string> MachineRoles, string ETag)
{
    public static PrincipalBody Of(Principal principal) => new(
        principal.Subject, principal.Name, principal.Clinic?.Value, [.. principal.MachineRoles.Select(RoleNames.Of)], TagOf(principal));

    public static string TagOf(Principal principal) => Tags.Of(principal.Name, principal.Clinic?.Value ?? "", string.Join(',', principal.MachineRoles.Select(RoleNames.Of)));
}

public sealed record PrincipalRequest(string? Subject, string? Name, string? Clinic, IReadOnlyList<string>? MachineRoles, string? Reason);

public sealed record PhonesBody(IReadOnlyList<PhoneBody> Phones);

/// <summary>Without the number: the rota has it.</summary>
public sealed record PhoneBody(string Person, string Name, IReadOnlyList<string> Channels, PhoneTestBody? LastTest)
{
    public static PhoneBody Of(Person person, PhoneTest? test) =>
        new(person.Id, person.Name, [.. person.Channels.Select(MessageChannelNames.Of)], test is null ? null : PhoneTestBody.Of(test));
}

/// <summary>Without the code: the person tells it.</summary>
public sealed record PhoneTestBody(string Channel, DateTimeOffset SentAt, string SentBy, string? Failure, DateTimeOffset? ConfirmedAt, string? ConfirmedBy)
{
    public static PhoneTestBody Of(PhoneTest test) => new(MessageChannelNames.Of(test.Channel), test.SentAt, test.SentBy, test.Failure, test.ConfirmedAt, test.ConfirmedBy);
}

/// <param name="Channel">One of the person's; null: the first.</param>
public sealed record PhoneTestRequest(string? Channel);

public sealed record PhoneCodeRequest(string? Code);

/// <summary>Entity tags of what has no revision: of the very values.</summary>
internal static class Tags
{
    public static string Of(params string[] values) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', values))).AsSpan(0, 16))}\"";
}
