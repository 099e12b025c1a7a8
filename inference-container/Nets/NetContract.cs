using FirstRead.Core.Analysis.Models;

namespace FirstRead.Inference.Nets;

/// <summary>Holds a manifest against the ONNX file that it means.</summary>
internal static class NetContract
{
    /// <returns>What does not fit, each with its field; empty when all does.</returns>
    public static IReadOnlyList<string> Problems(ModelManifest manifest, OnnxSignature net)
    {
        var side = manifest.Input.Side;
        return
        [
            .. Misfits("input.tensor", manifest.Input.Tensor, [1, side, side], net.Inputs, "input"),
            .. manifest.Outputs().SelectMany(output => Misfits(output.Field, output.Name, output.Shape, net.Outputs, "output")),
        ];
    }

    private static IEnumerable<string> Misfits(string field, string name, IReadOnlyList<int> promised, Dictionary<string, TensorSignature> tensors, string what)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            yield return $"{field}: the net has no {what} '{name}'; it has {string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal))}";
        else if (!tensor.IsFloat)
            yield return $"{field}: the net's {what} '{name}' is not of float32";
        else if (tensor.Shape.Count > 0 && !Fits(tensor.Shape, promised))
            yield return $"{field}: the net's {what} '{name}' is {Text(tensor.Shape)}; it must be {Text([0, .. promised.Select(length => (long)length)])}";
    }

    // The first is the batch, which must be free.
    private static bool Fits(IReadOnlyList<long> shape, IReadOnlyList<int> promised) =>
        shape.Count == promised.Count + 1 && shape[0] == 0 && promised.Zip(shape.Skip(1)).All(pair => pair.First == 0 || pair.Second == 0 || pair.First == pair.Second);

    private static string Text(IReadOnlyList<long> shape) => $"[{string.Join(',', shape.Select((length, index) => length > 0 ? $"{length}" : index == 0 ? "n" : "any"))}]";
}
