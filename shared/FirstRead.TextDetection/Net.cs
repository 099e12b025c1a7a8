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

    public static Net Open(string file, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // Tiles come in several sizes: an arena for each would never be given back.
            EnableCpuMemArena = false,
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
