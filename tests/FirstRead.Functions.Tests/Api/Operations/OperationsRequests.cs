using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api.Operations;

/// <summary>A request of each endpoint of the area that an operator succeeds with.</summary>
internal static class OperationsRequests
{
    private static int numbers;

    public static bool IsOfTheArea(Permission row) => row.Path.StartsWith("/api/operations/", StringComparison.Ordinal);

    public static async Task<HttpResponseMessage> SendAsync(World world, Permission row, string? token)
    {
        var (path, body, tag) = await PrepareAsync(world, row);
        return await world.SendAsync(row, path, token, body, tag);
    }

    private static async Task<(string Path, string? Body, string? Tag)> PrepareAsync(World world, Permission row)
    {
        if (row == AuthorizationTable.ReplayStudy)
            return (row.Path.Replace("{studyId}", (await world.AnalysedStudyAsync()).Id.Value), Reason(), null);
        if (row == AuthorizationTable.ReplayFailure)
            return (row.Path, JsonSerializer.Serialize(new { key = world.Operations.Failures.Add().Key, reason = "mended" }), null);
        if (row == AuthorizationTable.UploadsOfClinic)
            return ($"{row.Path}?clinic={Given.Clinic}", null, null);
        if (row == AuthorizationTable.PutRota || row == AuthorizationTable.PreviewRota)
            return (row.Path, RotaOf(Phone), (await world.Operations.Documents.ReadRotaAsync(default)).Tag);
        if (row == AuthorizationTable.PutPolicy || row == AuthorizationTable.PreviewPolicy)
            return (row.Path, PolicyOf(PolicyDocument.Standard), (await world.Operations.Documents.ReadPolicyAsync(default)).Tag);
        if (row == AuthorizationTable.EnterClinic)
            return (row.Path, ClinicOf($"new-clinic-{Next()}"), null);
        if (row == AuthorizationTable.ChangeClinic)
        {
            var clinic = await EnterClinicAsync(world);
            return (row.Path.Replace("{clinicId}", clinic.Id.Value), ClinicOf(clinic.Id.Value), ClinicBody.TagOf(clinic));
        }
        if (row == AuthorizationTable.EnrolPrincipal)
            return (row.Path, PrincipalOf($"sub-new-{Next()}"), null);
        if (row == AuthorizationTable.ChangePrincipal || row == AuthorizationTable.RemovePrincipal)
        {
            var principal = await EnrolAsync(world);
            return (row.Path.Replace("{subject}", principal.Subject), row == AuthorizationTable.RemovePrincipal ? Reason() : PrincipalOf(principal.Subject), PrincipalBody.TagOf(principal));
        }
        if (row == AuthorizationTable.TestPhone || row == AuthorizationTable.ConfirmPhone)
            return await PhoneAsync(world, row);
        return (row.Path, null, null);
    }

    public static Rota Phone => Rota.OfOne("Dr. On Call", "+15555550100");

    public static string Reason(string reason = "the scanner's fault is mended") => JsonSerializer.Serialize(new { reason });

    public static string RotaOf(Rota rota, string? reason = "new year's plan") =>
        $$"""{"rota":{{RotaDocument.Write(rota)}},"reason":{{JsonSerializer.Serialize(reason)}}}""";

    public static string PolicyOf(TriagePolicy policy, string? reason = "agreed in the meeting") =>
        $$"""{"policy":{{PolicyDocument.Write(policy)}},"reason":{{JsonSerializer.Serialize(reason)}}}""";

    public static string ClinicOf(string id, string name = "A clinic", string display = "after-own-read") => JsonSerializer.Serialize(new { id, name, aiDisplay = display, reason = "contract of today" });

    public static string PrincipalOf(string subject, string name = "A machine", string? clinic = "north-clinic", params string[] roles) =>
        JsonSerializer.Serialize(new { subject, name, clinic, machineRoles = roles, reason = "contract of today" });

    public static async Task<Clinic> EnterClinicAsync(World world)
    {
        var clinic = new Clinic(ClinicId.Parse($"own-clinic-{Next()}"), "A clinic", AiDisplay.First);
        Assert.That(await world.Operations.Clinics.PutAsync(clinic, null, default), Is.True);
        return clinic;
    }

    public static async Task<Principal> EnrolAsync(World world)
    {
        var principal = new Principal($"sub-own-{Next()}", "A person", null, []);
        Assert.That(await world.Principals.ReplaceAsync(principal, null, default), Is.True);
        return principal;
    }

    /// <summary>A person of the rota whom nobody has tested yet; for a confirmation, one whose test went out.</summary>
    private static async Task<(string Path, string? Body, string? Tag)> PhoneAsync(World world, Permission row)
    {
        var person = await world.PersonAsync();
        if (row == AuthorizationTable.TestPhone)
            return (row.Path.Replace("{person}", person), "{}", null);
        var code = await world.SendTestAsync(person);
        return (row.Path.Replace("{person}", person), JsonSerializer.Serialize(new { code }), null);
    }

    /// <summary>A person of their own on the rota, as others may be testing theirs.</summary>
    public static async Task<string> PersonAsync(this World world)
    {
        var id = $"person-{Next()}";
        await world.Rota.PutAsync(Phone with { Persons = [.. Phone.Persons, new Person(id, "Dr. Test", [MessageChannel.Sms, MessageChannel.Email], "+15555550199")] }, default);
        return id;
    }

    /// <summary>The code that the person reads.</summary>
    public static async Task<string> SendTestAsync(this World world, string person)
    {
        var sent = await world.SendAsync(AuthorizationTable.TestPhone, $"/api/operations/phones/{person}/test", world.TokenOf(Role.Operator), "{}");
        Assert.That(sent.IsSuccessStatusCode, Is.True, await sent.Content.ReadAsStringAsync());
        var text = world.Operations.Messages.Sent.Last(message => message.To.Id == person).Text;
        return System.Text.RegularExpressions.Regex.Match(text, @"code (\d{6})").Groups[1].Value;
    }

    private static int Next() => Interlocked.Increment(ref numbers);
}
