using Microsoft.ML.OnnxRuntime;

namespace FirstRead.TextDetection;

/// <summary>A net of one input and one output, run on the processor.</summary>
internal sealed class Net : IDisposable
{
    private readonly InferenceSession session;
    private readonly string[] inputs;
    private readonly string[] outputs;
    private readonly RunOptions options = new();

    private Net(InferenceSession session)
    {
        this.session = session;
        inputs = [session.InputNames[0]];
        outputs = [session.OutputNames[0]];
    }

    /// <summary>A run has one thread: as many runs at once as there are processors cost less than runs of many threads.</summary>
    public static Net Open(string file)
    {
        QuietRuntime.Silence();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Views come in many sizes, none larger than a tile: one arena serves all of them, a pattern for each would not be given back.
            EnableCpuMemArena = true,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new Net(new InferenceSession(file, options));
    }

    /// <returns>All values of the output; its last dimension goes to <paramref name="lastDimension"/>.</returns>
    public float[] Run(Planes planes, out int lastDimension)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(planes.Values, [1, 3, planes.Height, planes.Width]);
        using var answers = session.Run(options, inputs, [input], outputs);
        lastDimension = (int)answers[0].GetTensorTypeAndShape().Shape[^1];
        return answers[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public float[] Run(Planes planes) => Run(planes, out _);

    public void Dispose()
    {
        options.Dispose();
        session.Dispose();
    }
}
