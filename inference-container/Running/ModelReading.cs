using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>What one model made of a study.</summary>
/// <param name="Refusal">Why it was not read after all; null when it was.</param>
/// <param name="NotRead">Single pictures that were left out, each with the reason.</param>
internal sealed record ModelReading(string? Refusal, IReadOnlyList<Finding> Findings, ResultObjects Objects, IReadOnlyList<UnreadPicture> NotRead)
{
    public static ModelReading Unlike(string reason, IReadOnlyList<UnreadPicture> notRead) =>
        new($"{AnalysisCodes.UnlikeTraining}: {reason}.", [], ResultObjects.None, notRead);
}

/// <summary>A model, what it was chosen for, and where its results go.</summary>
/// <param name="Chosen">One series of slices, or single pictures.</param>
/// <param name="Point">Given by a person, for models that wait for one.</param>
internal sealed record ReadingOrder(
    AnalysisOrder Order,
    OpenedModel Model,
    IReadOnlyList<StudySeries> Chosen,
    IReadOnlyList<UnreadPicture> NotRead,
    PixelPoint? Point);

/// <summary>Where a study's pictures are, and where results go.</summary>
/// <param name="Results">Null for nowhere: of a model on trial the findings are kept, and nothing is drawn.</param>
internal sealed record StudyBorders(IStudyImages Images, IResultSink? Results, AnalysisSettings Settings, Stopwatches Watches)
{
    public Task<ResultObjects> WriteAsync(ReadingOrder reading, Func<FoundObjects> found, CancellationToken cancel) => Results is null
        ? Task.FromResult(ResultObjects.None)
        : new ResultObjectWriter(Images, Results).WriteAsync(reading.Order, reading.Model.Identity, found(), cancel);
}
