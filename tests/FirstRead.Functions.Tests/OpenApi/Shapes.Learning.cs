using FirstRead.Core.Access;
using FirstRead.Functions.Api.Learning;

namespace FirstRead.Functions.Tests.OpenApi;

public static partial class Shapes
{
    private static IReadOnlyList<Shape> Learning =>
    [
        Shape.Json(AuthorizationTable.StudyTeaching, LearningJson.Default.StudyTeachingBody),
        Shape.Json(AuthorizationTable.ReleaseForTeaching, LearningJson.Default.StudyTeachingBody, 201).Takes(LearningJson.Default.TeachingRequest),
        Shape.Nothing(AuthorizationTable.WithdrawFromTeaching),
        Shape.Json(AuthorizationTable.TeachingCases, LearningJson.Default.CasesBody),
        Shape.Json(AuthorizationTable.TeachingCase, LearningJson.Default.CaseInView),
        Shape.Nothing(AuthorizationTable.TeachingPixels),
        Shape.Json(AuthorizationTable.RevealAi, LearningJson.Default.AiBody),
        Shape.Json(AuthorizationTable.SaveMarks, LearningJson.Default.ResultOfReadBody, 201).Takes(LearningJson.Default.MarksRequest),
        Shape.Json(AuthorizationTable.TeachingResult, LearningJson.Default.ResultOfReadBody),
        Shape.Json(AuthorizationTable.LearnerProgress, LearningJson.Default.ProgressBody),
    ];
}
