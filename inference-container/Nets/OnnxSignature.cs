using System.Text;

namespace FirstRead.Inference.Nets;

/// <summary>
/// What an ONNX file says of its inputs and outputs, read without a runtime: a bundle whose tensors are not what its
/// manifest names fails when the program starts, not when the first patient comes. Fields by their numbers in onnx.proto3.
/// </summary>
internal sealed class OnnxSignature
{
    private const int Graph = 7;
    private const int GraphInput = 11;
    private const int GraphOutput = 12;
    private const int FloatElements = 1;

    public Dictionary<string, TensorSignature> Inputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TensorSignature> Outputs { get; } = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">It is no ONNX file.</exception>
    public static OnnxSignature Read(ReadOnlySpan<byte> model)
    {
        var signature = new OnnxSignature();
        foreach (var graph in Fields(model, Graph))
        {
            foreach (var input in Fields(model[graph], GraphInput))
                Add(signature.Inputs, model[graph][input]);
            foreach (var output in Fields(model[graph], GraphOutput))
                Add(signature.Outputs, model[graph][output]);
        }
        return signature.Outputs.Count > 0 ? signature : throw new FormatException("is no ONNX file");
    }

    // ValueInfoProto: name 1, type 2. TypeProto: tensor_type 1. Tensor: elem_type 1, shape 2. TensorShapeProto: dim 1, in it dim_value 1.
    private static void Add(Dictionary<string, TensorSignature> tensors, ReadOnlySpan<byte> value)
    {
        var (name, shape, isFloat) = ("", new List<long>(), false);
        foreach (var text in Fields(value, 1))
            name = Encoding.UTF8.GetString(value[text]);
        foreach (var type in Fields(value, 2))
            foreach (var tensor in Fields(value[type], 1))
            {
                var inside = value[type][tensor];
                isFloat = Number(inside, 1) == FloatElements;
                foreach (var dimensions in Fields(inside, 2))
                    foreach (var dimension in Fields(inside[dimensions], 1))
                        shape.Add(Number(inside[dimensions][dimension], 1) ?? 0);
            }
        tensors[name] = new(shape, isFloat);
    }

    /// <summary>Where the length-delimited fields of one number lie.</summary>
    private static List<Range> Fields(ReadOnlySpan<byte> message, int number)
    {
        var found = new List<Range>();
        for (var at = 0; at < message.Length;)
        {
            var (field, type, content) = Next(message, ref at);
            if (field == number && type == 2)
                found.Add(content);
        }
        return found;
    }

    private static long? Number(ReadOnlySpan<byte> message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var (field, type, content) = Next(message, ref at);
            var start = content.Start.Value;
            if (field == number && type == 0)
                return (long)Varint(message, ref start);
        }
        return null;
    }

    private static (int Field, int Type, Range Content) Next(ReadOnlySpan<byte> message, ref int at)
    {
        var key = Varint(message, ref at);
        var (type, start) = ((int)(key & 7), at);
        var length = type switch { 0 => Skipped(message, at), 1 => 8UL, 2 => Varint(message, ref start), 5 => 4UL, _ => ulong.MaxValue };
        if (length > (ulong)(message.Length - start))
            throw new FormatException("is no ONNX file");
        at = start + (int)length;
        return ((int)(key >> 3), type, start..at);
    }

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return value;
        }
        throw new FormatException("is no ONNX file");
    }

    private static ulong Skipped(ReadOnlySpan<byte> message, int at)
    {
        var start = at;
        Varint(message, ref at);
        return (ulong)(at - start);
    }
}

/// <param name="Shape">0 where the length is free.</param>
internal sealed record TensorSignature(IReadOnlyList<long> Shape, bool IsFloat);
