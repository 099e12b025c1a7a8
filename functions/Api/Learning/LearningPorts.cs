using FirstRead.Core.Access;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Learning;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Learning;

/// <summary>What teaching stands on, beside the rest.</summary>
public sealed record LearningPorts(ITeachingStore Cases, ILearnerStore Learners, IHoldStore Holds);

/// <summary>The endpoints of this folder.</summary>
internal static class LearningMap
{
    public static Gate MapLearning(this Gate gate, ApiSettings settings, ApiPorts ports)
    {
        var objects = new CaseObjects(ports.Objects, settings);
        var releases = new TeachingEndpoints(ports);
        var cases = new CaseEndpoints(ports, settings, objects);
        var reads = new ReadEndpoints(ports, objects);
        return gate
            .Map(AuthorizationTable.StudyTeaching, releases.GetAsync)
            .Map(AuthorizationTable.ReleaseForTeaching, releases.ReleaseAsync)
            .Map(AuthorizationTable.WithdrawFromTeaching, releases.WithdrawAsync)
            .Map(AuthorizationTable.TeachingCases, cases.ListAsync)
            .Map(AuthorizationTable.TeachingCase, cases.GetAsync)
            .Map(AuthorizationTable.TeachingPixels, cases.OpenPixelsAsync)
            .Map(AuthorizationTable.RevealAi, reads.RevealAsync)
            .Map(AuthorizationTable.SaveMarks, reads.SaveAsync)
            .Map(AuthorizationTable.TeachingResult, reads.ResultAsync)
            .Map(AuthorizationTable.LearnerProgress, reads.ProgressAsync);
    }
}
