using System.Text.Json.Serialization;
using FirstRead.Core.Learning;
using FirstRead.Core.Learning.Scoring;
using FirstRead.Functions.Api.Bodies;

namespace FirstRead.Functions.Api.Learning;

/// <param name="Includes">positive or negative.</param>
/// <param name="FacesAgreed">The radiologist looked and agreed that pictures of which a face might be rebuilt are shown to learners.</param>
public sealed record TeachingRequest(string? Includes, string? Topic, string? Difficulty, bool? FacesAgreed);

/// <param name="FacesMayShow">The act must say that somebody looked and agreed.</param>
/// <param name="Includes">What a case of it would be, by the signed read: positive or negative; null while it is not signed.</param>
/// <param name="Case">Null: the study is no case.</param>
public sealed record StudyTeachingBody(IReadOnlyList<string> Topics, IReadOnlyList<string> Difficulties, bool FacesMayShow, string? Includes, StudyCaseBody? Case);

/// <summary>What a radiologist is told of a study's case.</summary>
public sealed record StudyCaseBody(string CaseId, string Code, string State, string? Reason, string Includes, string Topic, string Difficulty, int Pictures, DateTimeOffset RequestedAt)
{
    public static StudyCaseBody Of(TeachingCase teaching) => new(
        teaching.Id.Value, teaching.Id.Code, CaseNames.Of(teaching.State), teaching.Reason, CaseNames.Of(teaching.Kind), teaching.Topic, teaching.Difficulty, teaching.Pictures, teaching.RequestedAt);
}

public sealed record CasesBody(IReadOnlyList<CaseBody> Cases);

/// <summary>What a learner is told of a case: nothing that follows from what is in it.</summary>
/// <param name="Mode">How this learner read it; null: not yet.</param>
public sealed record CaseBody(string CaseId, string Code, string Topic, string Difficulty, bool Simulated, int Pictures, string? Mode, DateTimeOffset? SavedAt)
{
    public static CaseBody Of(TeachingCase teaching, LearnerRead? read) => new(
        teaching.Id.Value, teaching.Id.Code, teaching.Topic, teaching.Difficulty, teaching.Simulated, teaching.Pictures,
        read is null ? null : ReadModeNames.Of(read.Mode), read?.SavedAt);
}

/// <param name="AiRevealedAt">When this learner asked for the AI's outlines; null: blind so far.</param>
public sealed record CaseInView(CaseBody Case, IReadOnlyList<TeachingInstanceBody> Instances, DateTimeOffset? AiRevealedAt);

/// <param name="Path">On the portal's own origin, behind the case's own cookies.</param>
/// <param name="PixelSpacing">From row to row, then from column to column, mm.</param>
public sealed record TeachingInstanceBody(
    string SopInstanceUid,
    string SopClassUid,
    string SeriesInstanceUid,
    string? Modality,
    int? InstanceNumber,
    int Rows,
    int Columns,
    int Frames,
    IReadOnlyList<double>? ImagePosition,
    IReadOnlyList<double>? ImageOrientation,
    IReadOnlyList<double>? PixelSpacing,
    string Path)
{
    public static TeachingInstanceBody Of(TeachingPicture picture) => new(
        picture.SopInstanceUid, picture.SopClassUid, picture.SeriesInstanceUid, picture.Modality, picture.InstanceNumber, picture.Rows, picture.Columns, picture.Frames,
        picture.ImagePosition, picture.ImageOrientation, picture.SpacingMm, $"/{picture.ObjectKey}");
}

/// <param name="NoFinding">True in place of marks.</param>
public sealed record MarksRequest(IReadOnlyList<MarkBody>? Marks, bool? NoFinding);

/// <summary>One mark: outlines, or a point.</summary>
/// <param name="Id">In answers alone.</param>
/// <param name="Label">Of the AI's and the truth's.</param>
public sealed record MarkBody(string? Id, string? Label, IReadOnlyList<DrawnBody>? Contours, PointBody? Point)
{
    public static MarkBody Of(Marking marking) => new(
        marking.Id, marking.Label, marking.Contours.Count > 0 ? [.. marking.Contours.Select(DrawnBody.Of)] : null, marking.Point is { } point ? PointBody.Of(point) : null);
}

public sealed record AiBody(DateTimeOffset? RevealedAt, string Model, IReadOnlyList<MarkBody> Ai);

/// <summary>What a learner may see once the marks are saved.</summary>
/// <param name="Ai">Null where no model read the study.</param>
/// <param name="ReferenceWithAi">The truth was drawn with the AI's outlines in view.</param>
public sealed record ResultOfReadBody(CaseBody Case, DateTimeOffset? AiRevealedAt, IReadOnlyList<MarkBody> Marks, IReadOnlyList<MarkBody> Truth, IReadOnlyList<MarkBody>? Ai, string? Model, bool ReferenceWithAi, ReadScores Scores);

public sealed record ProgressBody(IReadOnlyList<ReadSummaryBody> Reads);

/// <param name="Ai">Against the model's marks.</param>
/// <param name="AiTruth">The model's marks against the signed read.</param>
public sealed record ReadSummaryBody(
    string CaseId, string Code, string Mode, DateTimeOffset SavedAt, string Topic, string Difficulty, IReadOnlyList<string> Findings, bool ReferenceWithAi,
    ScoreBody Truth, ScoreBody? Ai, ScoreBody? AiTruth)
{
    public static ReadSummaryBody Of(LearnerRead read) => new(
        read.Case.Value, read.Case.Code, ReadModeNames.Of(read.Mode), read.SavedAt, read.Topic, read.Difficulty, read.Findings, read.ReferenceWithAi,
        ScoreBody.Of(read.Scores.Truth)!, ScoreBody.Of(read.Scores.Ai), ScoreBody.Of(read.Scores.AiTruth));
}

/// <summary>A score without its single lesions.</summary>
public sealed record ScoreBody(int Lesions, int Found, int FalseMarks, double? Sensitivity, double? Dice, double? Iou, BoundaryDistance? Distance)
{
    public static ScoreBody? Of(CaseScore? score) => score is null ? null : new(score.Lesions, score.Found, score.FalseMarks, score.Sensitivity, score.Dice, score.Iou, score.Distance);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TeachingRequest))]
[JsonSerializable(typeof(StudyTeachingBody))]
[JsonSerializable(typeof(CasesBody))]
[JsonSerializable(typeof(CaseInView))]
[JsonSerializable(typeof(MarksRequest))]
[JsonSerializable(typeof(AiBody))]
[JsonSerializable(typeof(ResultOfReadBody))]
[JsonSerializable(typeof(ProgressBody))]
public sealed partial class LearningJson : JsonSerializerContext;
