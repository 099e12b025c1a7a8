using FirstRead.Core.Analysis.Models;
using Microsoft.ML.OnnxRuntime;

namespace FirstRead.Inference.Nets;

/// <summary>A net run by ONNX Runtime.</summary>
/// <param name="callers">At once.</param>
/// <param name="batch">Pictures that each best gives.</param>
internal sealed class OnnxNet(InferenceSession session, ModelManifest model, int callers, int batch) : INet
{
    private readonly string[] _inputs = [model.Input.Tensor];
    private readonly NetOutputShape[] _promised = [.. model.Outputs()];
    private readonly string[] _outputs = [.. model.Outputs().Select(output => output.Name)];
    private readonly RunOptions _options = new();

    public int Callers => callers;

    public int Batch => batch;

    public NetAnswer Run(float[] images, int count)
    {
        var side = model.Input.Side;
        using var input = OrtValue.CreateTensorValueFromMemory(images, [count, 1, side, side]);
        using var answers = session.Run(_options, _inputs, [input], _outputs);
        return new(count, _promised.Select((promised, index) => (promised.Name, Output: Checked(answers[index], promised, count))).ToDictionary(one => one.Name, one => one.Output, StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _options.Dispose();
        session.Dispose();
    }

    private static NetOutput Checked(OrtValue answer, NetOutputShape promised, int count)
    {
        var shape = Array.ConvertAll(answer.GetTensorTypeAndShape().Shape, length => (int)length);
        return shape.Length == promised.Shape.Count + 1 && shape[0] == count && promised.Shape.Zip(shape.Skip(1)).All(pair => pair.First is 0 || pair.First == pair.Second)
            ? new(answer.GetTensorDataAsSpan<float>().ToArray(), shape)
            : throw new InvalidOperationException($"The net's {promised.Field} {promised.Name} is [{string.Join(',', shape)}] where its manifest promises [{count},{string.Join(',', promised.Shape)}].");
    }
}
