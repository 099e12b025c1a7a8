using static FirstRead.Core.Access.Role;

namespace FirstRead.Core.Access;

public static partial class AuthorizationTable
{
    public static readonly Permission ReleaseForTeaching = new(Server.Api, "POST", "/api/studies/{studyId}/teaching", Reach.EveryClinic, Radiologist);
    public static readonly Permission StudyTeaching = new(Server.Api, "GET", "/api/studies/{studyId}/teaching", Reach.EveryClinic, Radiologist);
    public static readonly Permission WithdrawFromTeaching = new(Server.Api, "DELETE", "/api/studies/{studyId}/teaching", Reach.EveryClinic, Radiologist, Operator);
    public static readonly Permission TeachingCases = new(Server.Api, "GET", "/api/teaching/cases", Reach.NoClinic, Resident);
    public static readonly Permission TeachingCase = new(Server.Api, "GET", "/api/teaching/cases/{caseId}", Reach.NoClinic, Resident);
    public static readonly Permission TeachingPixels = new(Server.Api, "POST", "/api/teaching/cases/{caseId}/pixel-session", Reach.NoClinic, Resident);
    public static readonly Permission RevealAi = new(Server.Api, "POST", "/api/teaching/cases/{caseId}/ai", Reach.NoClinic, Resident);
    public static readonly Permission SaveMarks = new(Server.Api, "POST", "/api/teaching/cases/{caseId}/marks", Reach.NoClinic, Resident);
    public static readonly Permission TeachingResult = new(Server.Api, "GET", "/api/teaching/cases/{caseId}/result", Reach.NoClinic, Resident);
    public static readonly Permission LearnerProgress = new(Server.Api, "GET", "/api/teaching/progress", Reach.NoClinic, Resident);

    /// <summary>Teaching copies: who makes them, and who learns from them. A copy belongs to no clinic any more.</summary>
    private static IReadOnlyList<Permission> LearningRows =>
    [
        ReleaseForTeaching, StudyTeaching, WithdrawFromTeaching, TeachingCases, TeachingCase, TeachingPixels, RevealAi, SaveMarks, TeachingResult, LearnerProgress,
    ];
}
