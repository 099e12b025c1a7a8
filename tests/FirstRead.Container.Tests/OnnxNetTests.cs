using FirstRead.Core.Analysis.Models;
using FirstRead.Inference;
using FirstRead.Inference.Nets;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

public sealed class OnnxNetTests
{
    [Test]
    public void Run_TwoImages_AnswersEachInItsPlace()
    {
        using var net = new OnnxNets(BrightModel.Settings, BrightModel.Quiet).Open(BrightModel.Installed);
        var images = new float[2 * 192 * 192];
        images.AsSpan(192 * 192).Fill(4);
        var answer = net.Run(images, 2);
        Assert.Multiple(() =>
        {
            Assert.That(answer["probability"].Values, Has.Length.EqualTo(images.Length));
            Assert.That(answer["probability"].Values[100 * 192], Is.LessThan(0.01));
            Assert.That(answer["probability"].Values[(192 * 192) + (100 * 192) + 100], Is.GreaterThan(0.99));
            Assert.That(answer["types"].Values[..3].Sum(), Is.EqualTo(1).Within(1e-4));
            Assert.That(answer["types"].Values, Has.Length.EqualTo(6));
        });
    }

    [Test]
    public void Open_GpuAskedForOnAMachineWithout_UsesTheProcessor()
    {
        var said = new StringWriter();
        using var net = new OnnxNets(BrightModel.Settings with { Device = Device.Cuda }, new(said, TimeProvider.System)).Open(BrightModel.Installed);
        Assert.That(net.Run(new float[192 * 192], 1)["types"].Values, Has.Length.EqualTo(3));
        Assert.That(said.ToString(), Does.Contain("\"provider\":\"cuda\"").Or.Contain("no-gpu"));
    }

    [Test]
    public void LoadAll_OtherFileUnderTheName_GivesItsDigest()
    {
        var folder = Directory.CreateTempSubdirectory("models");
        try
        {
            var model = Directory.CreateDirectory(Path.Combine(folder.FullName, "brain-tumor-mri")).FullName;
            File.Copy(RepositoryRoot.Combine("inference-container", "models", "brain-tumor-mri", "model.json"), Path.Combine(model, "model.json"));
            File.WriteAllText(Path.Combine(model, "model.onnx"), "another");
            var error = Assert.Throws<ManifestException>(() => InstalledModel.LoadAll(folder.FullName))!;
            Assert.That(error.Message, Does.Contain("sha256: model.onnx is another file; its SHA-256 is "));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
