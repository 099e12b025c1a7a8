using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Which attempt at which study.</summary>
/// <param name="Simulated">As ingest saw it; a header that says so counts too.</param>
internal sealed record AnalysisOrder(StudyId Study, int Attempt, bool Simulated);

/// <summary>Analyses one study: choose a model or say why none applies, outline, measure, judge, write the objects.</summary>
internal sealed class StudyAnalysis(IReadOnlyList<InstalledModel> models, INetSource nets, AnalysisSettings settings, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, INet> _open = new(StringComparer.Ordinal);

    /// <summary>Analysed or not applicable.</summary>
    /// <exception cref="StudyFailedException">The study cannot be analysed: see <see cref="Failure"/>.</exception>
    /// <exception cref="StoreUnavailableException">A store did not answer.</exception>
    public async Task<AnalysisResult> RunAsync(AnalysisOrder order, IStudyImages study, IResultSink sink, CancellationToken cancel)
    {
        var watches = new Stopwatches(time);
        var series = await watches.TimeAsync("select", () => SeriesReader.ReadAsync(study, cancel));
        order = order with { Simulated = order.Simulated || series.Any(one => SeriesReader.SaysSimulated(one.Header)) };
        var chosen = ModelSelection.Choose([.. models.Select(model => model.Manifest)], [.. series.Select(one => one.Facts)]);
        if (chosen is not { Model: { } manifest, Series: { } facts })
            return Unread(order, AnalysisOutcome.NotApplicable, chosen.Reason, watches);

        var model = models.Single(one => one.Manifest == manifest);
        var stack = facts.Geometry.Stack!;
        var net = Net(model);
        var marked = await MarkedStack.FindAsync(new(study, stack, manifest.Input, settings, watches), stack, net, manifest, watches, cancel);
        var task = (SegmentationTask)manifest.Task;
        var lesions = Findings.Among(LesionLinking.Link(marked.Marks, stack, task.Decision), stack, task);
        Lesions read = new(
            marked,
            lesions,
            [.. lesions.Select((lesion, index) => Findings.Describe(lesion, index + 1, stack, manifest.Finding, task))],
            series.Single(one => one.Facts == facts).Header,
            model.Identity);
        var objects = await watches.TimeAsync("write", () => new ResultObjectWriter(study, sink).WriteAsync(order, read, cancel));
        return Unread(order, AnalysisOutcome.Analysed, null, watches) with
        {
            Risk = RiskRules.Of(read.Findings),
            Model = model.Identity,
            Findings = read.Findings,
            Objects = objects,
            TimingsMs = watches.Milliseconds(),
        };
    }

    /// <summary>What is recorded for a study that cannot be analysed.</summary>
    public AnalysisResult Failure(AnalysisOrder order, string code, string message) =>
        Unread(order, AnalysisOutcome.Failed, $"{code}: {message}.", new(time));

    public void Dispose()
    {
        foreach (var net in _open.Values)
            net.Dispose();
    }

    private AnalysisResult Unread(AnalysisOrder order, AnalysisOutcome outcome, string? reason, Stopwatches watches) =>
        new(order.Study, order.Attempt, outcome, reason, Risk.Undetermined, order.Simulated, null, [], new(null, [], null), watches.Milliseconds(), time.GetUtcNow());

    private INet Net(InstalledModel model)
    {
        if (!_open.TryGetValue(model.Manifest.Name, out var net))
            _open[model.Manifest.Name] = net = nets.Open(model);
        return net;
    }
}
