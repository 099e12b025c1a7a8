using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;

namespace FirstRead.Local.Faults;

/// <summary>Stands before SNS and adds errors, throttling, timeouts, connections that break, and messages that went while their answer was lost.</summary>
public sealed partial class SnsFront(RequestDelegate sns, FaultScene scene)
{
    private const string Publish = "SNS Publish";

    private readonly StoreFaults _faults = scene.Plan.Sns ?? StoreFaults.None;
    private readonly FaultDice _dice = scene.Dice("sns");

    public async Task HandleAsync(HttpContext context)
    {
        if (scene.IsCalm || !await FailsAsync(context))
            await sns(context);
    }

    private async Task<bool> FailsAsync(HttpContext context)
    {
        if (_dice.Falls(_faults.Error))
            return await RefuseAsync(context, "error", 500, "InternalError");
        if (_dice.Falls(_faults.Throttle))
            return await RefuseAsync(context, "throttle", 400, "Throttling");
        if (_dice.Falls(_faults.Stall))
        {
            scene.Note("stall", Publish);
            await Task.Delay(_dice.UpTo(_faults.StallSeconds), context.RequestAborted);
            context.Abort();
            return true;
        }
        if (_dice.Falls(_faults.Reset))
        {
            scene.Note("reset", Publish);
            context.Abort();
            return true;
        }
        if (!_dice.Falls(_faults.LostAnswer))
            return false;
        using var answer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        await sns(context);
        // Which message it was: nobody else will ever know its id.
        scene.Note("lost-answer", Publish, MessageId().Match(System.Text.Encoding.UTF8.GetString(answer.ToArray())).Groups[1].Value);
        context.Abort();
        return true;
    }

    private async Task<bool> RefuseAsync(HttpContext context, string kind, int status, string code)
    {
        scene.Note(kind, Publish);
        (context.Response.StatusCode, context.Response.ContentType) = (status, "text/xml");
        await context.Response.WriteAsync(
            $"<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Receiver</Type><Code>{code}</Code><Message>Please try again.</Message></Error><RequestId>local</RequestId></ErrorResponse>",
            context.RequestAborted);
        return true;
    }

    [GeneratedRegex("<MessageId>([^<]*)</MessageId>")]
    private static partial Regex MessageId();
}
