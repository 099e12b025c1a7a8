using System.Text;

namespace FirstRead.Aws.Tests.StandIns;

/// <summary>A model written byte by byte as onnx.proto says, so that the test needs no file and no training.</summary>
internal static class OnnxModelBytes
{
    private const int Float = 1;

    /// <summary>y = x + x over <paramref name="length"/> floats.</summary>
    public static byte[] AddingToItself(int length)
    {
        // NodeProto: input 1, output 2, op_type 4. GraphProto: node 1, name 2, input 11, output 12.
        byte[] node = [.. Text(1, "x"), .. Text(1, "x"), .. Text(2, "y"), .. Text(4, "Add")];
        byte[] graph = [.. Field(1, node), .. Text(2, "double"), .. Field(11, Value("x", length)), .. Field(12, Value("y", length))];
        // ModelProto: ir_version 1, graph 7, opset_import 8 (OperatorSetIdProto: version 2).
        return [.. Number(1, 8), .. Field(7, graph), .. Field(8, Number(2, 13))];
    }

    /// <summary>ValueInfoProto: name 1, type 2 (TypeProto: tensor_type 1 (elem_type 1, shape 2 (dim 1 (dim_value 1)))).</summary>
    private static byte[] Value(string name, int length)
    {
        var shape = Field(1, Number(1, length));
        byte[] tensor = [.. Number(1, Float), .. Field(2, shape)];
        return [.. Text(1, name), .. Field(2, Field(1, tensor))];
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => [(byte)(field << 3 | 2), checked((byte)content.Length), .. content];

    private static byte[] Number(int field, int value) => [(byte)(field << 3), checked((byte)value)];
}
