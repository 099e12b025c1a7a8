using FirstRead.Core.Analysis.Models;
using Microsoft.ML.OnnxRuntime;

namespace FirstRead.Inference.Nets;

/// <summary>
/// Opens nets with ONNX Runtime: on CUDA where that was asked for and works, else on the processor. There a series has
/// slices for every core: each takes one of its own, which costs nothing in waiting for one another and leaves a slice's
/// values in the core's cache. A single picture is shared among the cores.
/// </summary>
internal sealed class OnnxNets(AnalysisSettings settings, JsonLog log) : INetSource
{
    private const int GpuBatch = 4;

    public INet Open(InstalledModel model)
    {
        QuietRuntime.Silence();
        if (settings.Device != Device.Cpu && Gpu(model) is { } session)
            return new OnnxNet(session, model.Manifest, callers: 1, GpuBatch);
        var callers = model.Manifest.Task is SegmentationTask ? settings.Threads : 1;
        using var options = Options(settings.Threads / callers);
        log.Write("net-opened", ("model", model.Manifest.Name), ("version", model.Manifest.Version), ("provider", "cpu"), ("threads", settings.Threads));
        return new OnnxNet(new(model.OnnxPath, options), model.Manifest, callers, batch: 1);
    }

    /// <summary>Null, and a line in the log, where the runtime was built without CUDA or finds no device.</summary>
    private InferenceSession? Gpu(InstalledModel model)
    {
        if (!HasCuda)
            return Without(model, "this build of ONNX Runtime has no CUDA provider");
        using var options = Options(settings.Threads);
        try
        {
            options.AppendExecutionProvider_CUDA(0);
            var session = new InferenceSession(model.OnnxPath, options);
            log.Write("net-opened", ("model", model.Manifest.Name), ("version", model.Manifest.Version), ("provider", "cuda"));
            return session;
        }
        catch (Exception error) when (error is EntryPointNotFoundException or OnnxRuntimeException)
        {
            return Without(model, "CUDA found no device that it can use");
        }
    }

    private InferenceSession? Without(InstalledModel model, string why)
    {
        log.Write("no-gpu", ("model", model.Manifest.Name), ("asked", settings.Device == Device.Cuda ? "cuda" : "auto"), ("instead", "cpu"), ("why", why));
        return null;
    }

    // Asked before the runtime is: it writes lines of its own where the library is missing.
    private static bool HasCuda { get; } = new[] { "", Path.Combine("runtimes", "linux-x64", "native") }
        .Any(folder => File.Exists(Path.Combine(AppContext.BaseDirectory, folder, "libonnxruntime_providers_cuda.so")));

    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // The runtime's own lines are no JSON.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // A thread that waits for work by spinning takes the core from the threads that decode.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
