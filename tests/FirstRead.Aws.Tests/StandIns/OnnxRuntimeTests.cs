using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FirstRead.Aws.Tests.StandIns;

public sealed class OnnxRuntimeTests
{
    [Test]
    public void Session_ModelThatDoubles_Doubles()
    {
        using var session = new InferenceSession(OnnxModelBytes.AddingToItself(length: 3));
        var input = new DenseTensor<float>(new[] { 1f, -2f, 0.5f }, [3]);

        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("x", input)]);

        Assert.That(outputs.Single(output => output.Name == "y").AsTensor<float>(), Is.EqualTo(new[] { 2f, -4f, 1f }));
    }

    [Test]
    public void Session_BytesThatAreNoModel_ThrowsItsOwnException() =>
        Assert.That(() => new InferenceSession("not a model"u8.ToArray()), Throws.TypeOf<OnnxRuntimeException>());

    [Test]
    public void NativeLibrary_OfAReferencingProject_LiesInItsOutput() =>
        Assert.That(Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libonnxruntime.so"), Does.Exist);
}
