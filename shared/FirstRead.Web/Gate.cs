using FirstRead.Core.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FirstRead.Web;

/// <summary>
/// Maps endpoints by the rows of <see cref="AuthorizationTable"/>, and lets through whom the row permits. A study's id names
/// its clinic, so another clinic's study is turned away here, before any handler runs.
/// </summary>
public sealed class Gate(WebApplication app, Server server, Reception reception)
{
    public Gate Map(Permission permission, Func<Call, Task<Answer>> handle)
    {
        if (permission.Server != server)
            throw new ArgumentException($"{permission} is served by {permission.Server}.", nameof(permission));
        app.MapMethods(permission.Path, [permission.Method], async http =>
        {
            var answer = await AdmitAsync(http, permission, handle);
            await answer.WriteAsync(http.Response, http.RequestAborted);
        });
        return this;
    }

    private async Task<Answer> AdmitAsync(HttpContext http, Permission permission, Func<Call, Task<Answer>> handle)
    {
        if (permission.Anonymous)
            return await handle(new Call(http, null));
        var (caller, problem) = await reception.MeetAsync(http.Request, http.RequestAborted);
        if (caller is null)
            return problem!;
        http.Items[RequestLog.CallerItem] = caller.Subject;
        var call = new Call(http, caller);
        return Refuse(permission, call) is { } refused ? refused : await handle(call);
    }

    private static Problem? Refuse(Permission permission, Call call)
    {
        if (!call.Caller.Roles.Any(permission.Roles.Contains))
            return Problems.RoleNotPermitted;
        if (permission.Reach == Reach.OwnClinic && call.Caller.Clinic is null)
            return Problems.NoClinic;
        if (!permission.Path.Contains("{studyId}", StringComparison.Ordinal))
            return null;
        return call.StudyId is { } study && (permission.Reach == Reach.EveryClinic || study.Clinic == call.Caller.Clinic) ? null : Problems.NotFound;
    }
}
