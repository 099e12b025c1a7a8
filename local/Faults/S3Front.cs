using FirstRead.Local.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace FirstRead.Local.Faults;

/// <summary>Stands before S3 and adds errors, connections that break in the midst of a body, lost answers, timeouts, a slow disk and a full one.</summary>
public sealed class S3Front(RequestDelegate s3, FaultScene scene)
{
    private const double SlowSeconds = 0.5;
    private const int MostBeforeBreak = 8192;

    private readonly StoreFaults _faults = scene.Plan.S3;
    private readonly FaultDice _dice = scene.Dice("s3");

    public async Task HandleAsync(HttpContext context)
    {
        if (!scene.IsCalm && await FailsAsync(context))
            return;
        await s3(context);
    }

    private async Task<bool> FailsAsync(HttpContext context)
    {
        var (writes, where) = (context.Request.Method is "PUT" or "POST", context.Request.Method);
        if (writes && scene.Lasts(FaultWindow.FullDisk))
            return await RefuseAsync(context, "full-disk", 503, "ServiceUnavailable");
        if (scene.Lasts(FaultWindow.SlowDisk))
            await Task.Delay(_dice.UpTo(SlowSeconds), context.RequestAborted);
        if (_dice.Falls(_faults.Error))
            return await RefuseAsync(context, "error", 500, "InternalError");
        if (_dice.Falls(_faults.Throttle))
            return await RefuseAsync(context, "throttle", 503, "SlowDown");
        if (_dice.Falls(_faults.Stall))
        {
            Note(context, "stall");
            await Task.Delay(_dice.UpTo(_faults.StallSeconds), context.RequestAborted);
            context.Abort();
            return true;
        }
        if (_dice.Falls(_faults.Reset))
        {
            Note(context, "reset");
            Break(context, (int)(_dice.Next() * MostBeforeBreak));
        }
        else if (_dice.Falls(_faults.LostAnswer))
        {
            Note(context, "lost-answer");
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
            await s3(context);
            context.Abort();
            return true;
        }
        return false;

        async Task<bool> RefuseAsync(HttpContext refused, string kind, int status, string code)
        {
            Note(refused, kind);
            refused.Response.StatusCode = status;
            refused.Response.ContentType = "application/xml";
            if (where != "HEAD")
                await refused.Response.WriteAsync($"<Error><Code>{code}</Code><Message>Please try again.</Message></Error>", refused.RequestAborted);
            return true;
        }
    }

    private static void Break(HttpContext context, int after)
    {
        if (context.Request.Method is "PUT" or "POST")
            context.Request.Body = new BreakingStream(context.Request.Body, after, context.Abort);
        else
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new BreakingStream(context.Response.Body, after, context.Abort)));
    }

    /// <summary>The bucket alone: a key of the incoming bucket is nobody's business.</summary>
    private void Note(HttpContext context, string kind) =>
        scene.Note(kind, $"S3 {context.Request.Method}", SignatureClaim.Target(context.Request).Path.TrimStart('/').Split('/')[0]);
}
