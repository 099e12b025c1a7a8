using FirstRead.Core.Analysis.Models;
using Microsoft.ML.OnnxRuntime;

namespace FirstRead.Inference.Nets;

/// <summary>A net run by ONNX Runtime.</summary>
internal sealed class OnnxNet(InferenceSession session, ModelManifest model) : INet
{
    private readonly string[] _inputs = [model.Input.Tensor];
    private readonly string[] _outputs = [.. model.Task.Outputs(model.Input, model.Finding).Select(output => output.Name)];
    private readonly RunOptions _options = new();

    public NetAnswer Run(float[] images, int count)
    {
        var side = model.Input.Side;
        using var input = OrtValue.CreateTensorValueFromMemory(images, [count, 1, side, side]);
        using var answers = session.Run(_options, _inputs, [input], _outputs);
        return new(
            Values(answers[0], (long)count * side * side, _outputs[0]),
            _outputs.Length > 1 ? Values(answers[1], (long)count * model.Finding.Types.Count, _outputs[1]) : []);
    }

    public void Dispose()
    {
        _options.Dispose();
        session.Dispose();
    }

    private static float[] Values(OrtValue answer, long expected, string name)
    {
        var values = answer.GetTensorDataAsSpan<float>();
        return values.Length == expected
            ? values.ToArray()
            : throw new InvalidOperationException($"The net's output {name} has {values.Length} values where its manifest promises {expected}.");
    }
}
