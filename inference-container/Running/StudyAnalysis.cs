using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Which attempt at which study.</summary>
/// <param name="Simulated">As ingest saw it; a header that says so counts too.</param>
/// <param name="Asked">What a person asks for by name; null in the pipeline, where the rules decide.</param>
internal sealed record AnalysisOrder(StudyId Study, int Attempt, bool Simulated, AskedModel? Asked = null);

/// <param name="Name">Of the model.</param>
/// <param name="Point">For a model that waits for one, on the study's only picture.</param>
internal sealed record AskedModel(string Name, PixelPoint? Point = null);

/// <summary>Analyses one study: choose a model or say why none applies, outline, measure, judge, write the objects.</summary>
internal sealed class StudyAnalysis(IReadOnlyList<InstalledModel> models, INetSource nets, AnalysisSettings settings, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, OpenedModel> _open = new(StringComparer.Ordinal);

    /// <summary>Analysed or not applicable.</summary>
    /// <exception cref="StudyFailedException">The study cannot be analysed: see <see cref="FailAsync"/>.</exception>
    /// <exception cref="StoreUnavailableException">A store did not answer.</exception>
    public async Task<AnalysisResult> RunAsync(AnalysisOrder order, IStudyImages study, IResultSink? sink, CancellationToken cancel)
    {
        var borders = new StudyBorders(study, sink, settings, new(time));
        var pictures = await borders.Watches.TimeAsync("select", () => SeriesReader.ReadAsync(study, Modalities(order), settings.FetchParallelism, cancel));
        order = order with { Simulated = order.Simulated || pictures.Any(one => SeriesReader.SaysSimulated(one.Header)) };
        var current = Choose(order, [.. models.Where(model => !settings.Shadows.Contains(model.Manifest.Name))], pictures);
        var result = await ReadAsync(order, current, borders, cancel);
        if (result.Objects.Report is null)
            result = result with
            {
                Objects = result.Objects with
                {
                    ReportSource = await UnreadSource.WriteAsync(order, pictures, sink, cancel),
                },
            };
        if (order.Asked is null && settings.Shadows.Count > 0)
            result = result with { Shadows = await ShadowsAsync(order, pictures, borders with { Results = null }, cancel) };
        return await FinishAsync(ResultBounds.Within(result) with { TimingsMs = borders.Watches.Milliseconds(), FinishedAt = time.GetUtcNow() }, sink, cancel);
    }

    /// <summary>What is recorded for a study that cannot be analysed.</summary>
    /// <exception cref="StoreUnavailableException">The store of results did not answer.</exception>
    public Task<AnalysisResult> FailAsync(AnalysisOrder order, string code, string message, IResultSink? sink, CancellationToken cancel) =>
        FinishAsync(Unread(order, AnalysisOutcome.Failed, $"{code}: {message}."), sink, cancel);

    public void Dispose()
    {
        foreach (var model in _open.Values)
            model.Dispose();
    }

    private async Task<AnalysisResult> ReadAsync(AnalysisOrder order, Choice choice, StudyBorders borders, CancellationToken cancel)
    {
        if (choice.Model is not { } model)
            return Unread(order, AnalysisOutcome.NotApplicable, choice.Reason);
        var reading = new ReadingOrder(order, Opened(model), choice.Chosen, choice.NotRead, order.Asked?.Point);
        var read = model.Manifest.Task is SegmentationTask ? await SeriesReading.ReadAsync(reading, borders, cancel) : await PictureReading.ReadAsync(reading, borders, cancel);
        return Unread(order, read.Refusal is null ? AnalysisOutcome.Analysed : AnalysisOutcome.NotApplicable, read.Refusal) with
        {
            Risk = read.Refusal is null ? RiskRules.Of(read.Findings) : Risk.Undetermined,
            Model = model.Identity,
            Findings = read.Findings,
            Objects = read.Objects,
            NotRead = read.NotRead.Count > 0 ? read.NotRead : null,
        };
    }

    /// <summary>Each model on trial for itself; what goes wrong with one is recorded and harms nobody.</summary>
    private async Task<IReadOnlyList<ShadowResult>> ShadowsAsync(AnalysisOrder order, IReadOnlyList<StudySeries> pictures, StudyBorders borders, CancellationToken cancel)
    {
        var results = new List<ShadowResult>();
        foreach (var model in models.Where(model => settings.Shadows.Contains(model.Manifest.Name)))
            try
            {
                var result = await ReadAsync(order, Choose(order, [model], pictures), borders, cancel);
                results.Add(new(model.Identity, result.Outcome, result.Reason, result.Risk, result.Findings));
            }
            catch (Exception error) when (error is not (StoreUnavailableException or OperationCanceledException))
            {
                results.Add(new(model.Identity, AnalysisOutcome.Failed, $"{(error as StudyFailedException)?.Code ?? AnalysisCodes.InternalError}: {error.GetType().Name} in a model on trial.", Risk.Undetermined, []));
            }
        return results;
    }

    private static Choice Choose(AnalysisOrder order, IReadOnlyList<InstalledModel> among, IReadOnlyList<StudySeries> pictures)
    {
        var outcome = ModelSelection.Choose([.. among.Select(model => model.Manifest)], [.. pictures.Select(one => one.Facts)], order.Asked?.Name);
        if (outcome.Model is not { } manifest)
            return new(null, [], [], outcome.Reason);
        StudySeries[] chosen = [.. pictures.Where(one => outcome.Chosen.Contains(one.Facts))];
        var left = pictures.Where(one => ModelSelection.Reads(manifest, one.Facts) && one.Facts.Single is not null && !outcome.Chosen.Contains(one.Facts));
        return new(
            among.Single(model => model.Manifest == manifest),
            chosen,
            [
                .. left.Select(one => new UnreadPicture(one.Facts.Single!.SopInstanceUid, $"not {manifest.AppliesTo.What}: {string.Join(", ", ModelRules.Misfits(manifest.AppliesTo, one.Facts))}")),
                .. manifest.Task is SegmentationTask ? chosen.SelectMany(one => one.LeftOut) : [],
            ],
            null);
    }

    /// <summary>A model that waits for a point reads one picture that a person chose: nobody reads a CT's headers for it unasked.</summary>
    private ReadModalities Modalities(AnalysisOrder order)
    {
        var asked = models.Select(model => model.Manifest).Where(model => order.Asked is { } one ? model.Name == one.Name : model.Task is not OutlineAtPointTask).ToLookup(model => model.Task is SegmentationTask);
        return new(asked[true].SelectMany(model => model.AppliesTo.Modalities).ToHashSet(), asked[false].SelectMany(model => model.AppliesTo.Modalities).ToHashSet());
    }

    /// <summary>The last object of every attempt, whatever came of it, tells what the others are.</summary>
    private static async Task<AnalysisResult> FinishAsync(AnalysisResult result, IResultSink? sink, CancellationToken cancel) => sink is null ? result : result with
    {
        Objects = result.Objects with
        {
            FindingsDocument = await sink.PutAsync(FindingsJson.Name, FindingsJson.Write(result), "application/json", cancel),
        },
    };

    private AnalysisResult Unread(AnalysisOrder order, AnalysisOutcome outcome, string? reason) =>
        new(order.Study, order.Attempt, outcome, reason, Risk.Undetermined, order.Simulated, null, [], ResultObjects.None, new Dictionary<string, long> { ["total"] = 0 }, time.GetUtcNow());

    private OpenedModel Opened(InstalledModel model)
    {
        if (!_open.TryGetValue(model.Manifest.Name, out var opened))
            _open[model.Manifest.Name] = opened = new(model, nets.Open(model));
        return opened;
    }

    /// <summary>A model and what it reads, or why none does.</summary>
    private sealed record Choice(InstalledModel? Model, IReadOnlyList<StudySeries> Chosen, IReadOnlyList<UnreadPicture> NotRead, string? Reason);
}
