using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Holds;

/// <summary>What waits for a person, and what the person decides.</summary>
public sealed class HoldEndpoints(ReidentifyPorts ports, ReleaseHeld release)
{
    private const int Longest = 500;
    private const int ShortestReason = 3;
    private const int LongestReason = 500;
    private const int MostAreas = 200;
    private const int LargestSide = 65_535;

    public async Task<Answer> ListAsync(Call call)
    {
        var held = await ports.Holds.ListAsync(Longest, call.Cancelled);
        return Answer.Json(new HoldList([.. held.OrderBy(file => file.HeldAt).Select(HoldBody.Of)]), HoldJson.Default.HoldList);
    }

    public async Task<Answer> DecideAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(HoldJson.Default.DecisionRequest);
        if (request is null)
            return problem!;
        if (await HeldAsync(ports, call) is not { } held)
            return Problems.NotFound;
        if (Check(request, held) is { } wrong)
            return wrong;
        var decision = new HoldDecision(
            HoldNames.Verdict(request.Verdict)!.Value,
            new HoldRelease(HoldNames.Patient(request.Patient), request.Blank?.Select(area => area.ToBox()).ToList()),
            call.Caller.Subject,
            ports.Clock.GetUtcNow());
        var decided = 0;
        HoldDecision? standing = null;
        foreach (var file in request.Study ? await AlikeAsync(held, call.Cancelled) : [held])
            if (await release.DecideAsync(file, decision, request.Reason!.Trim(), call.Cancelled) is { } stands)
                (standing, decided) = (file.File == held.File ? stands : standing ?? stands, decided + 1);
        return standing is null ? Problems.NotFound : Answer.Json(new DecidedBody(decided, HoldNames.Of(standing.Verdict)), HoldJson.Default.DecidedBody);
    }

    internal static async Task<HeldFile?> HeldAsync(ReidentifyPorts ports, Call call) =>
        call.UploadId is { } upload && call.FileId is { } file ? await ports.Holds.GetAsync(upload, file, call.Cancelled) : null;

    private async Task<IEnumerable<HeldFile>> AlikeAsync(HeldFile held, CancellationToken cancel) =>
        (await ports.Holds.ListAsync(held.Upload, cancel)).Where(file => file.Study == held.Study && file.Code == held.Code);

    private static Problem? Check(DecisionRequest request, HeldFile held)
    {
        if (HoldNames.Verdict(request.Verdict) is not { } verdict)
            return Problems.InvalidBody("verdict", "must be release or refuse");
        if (request.Reason?.Trim() is not { Length: >= ShortestReason and <= LongestReason })
            return Problems.InvalidBody("reason", $"must be {ShortestReason} to {LongestReason} characters");
        var releases = verdict == HoldVerdict.Release;
        if (releases && HoldAdvice.For(held.Code) is { CanRelease: false } advice)
            return Problems.InvalidBody("verdict", $"must be refuse. {advice.Text}");
        if ((HoldNames.Patient(request.Patient) is not null) != (releases && held.Code == RefusalCodes.IdentityConflict) || (request.Patient is not null && !releases))
            return Problems.InvalidBody("patient", "must be same or separate for the release of an identity conflict, and absent for anything else");
        if ((request.Blank is not null) != (releases && held.Code == RefusalCodes.PixelRisk))
            return Problems.InvalidBody("blank", "must be a list of areas, empty for none, for the release of pixels, and absent for anything else");
        if (request.Blank?.Count > MostAreas)
            return Problems.InvalidBody("blank", $"must not hold more than {MostAreas} areas");
        for (var index = 0; index < request.Blank?.Count; index++)
            if (request.Blank[index] is not { X: >= 0 and < LargestSide, Y: >= 0 and < LargestSide, Width: > 0 and <= LargestSide, Height: > 0 and <= LargestSide })
                return Problems.InvalidBody($"blank[{index}]", "must be an area of at least one pixel inside the picture");
        return null;
    }
}
