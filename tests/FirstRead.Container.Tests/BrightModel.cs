using System.Security.Cryptography;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference;
using FirstRead.Inference.Nets;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The brain model's rules around a net that marks what is bright (Assets/bright.py).</summary>
internal static class BrightModel
{
    public static readonly AnalysisSettings Settings = new("", Threads: 2, FetchParallelism: 3, SlicesInMemory: 4, PictureMegabytes: 64, Device.Cpu, []);

    private static readonly string Onnx = Path.Combine(TestContext.CurrentContext.TestDirectory, "Assets", "bright.onnx");

    public static JsonLog Quiet { get; } = new(TextWriter.Null, TimeProvider.System);

    /// <summary>Large outlines only, so that small bright anatomy does not matter.</summary>
    public static InstalledModel Installed { get; } = new(
        Brain with
        {
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Onnx))),
            Task = new SegmentationTask("probability", "types", new(0.5, 250, 300, 6000, 2, 6, 0.7, 0.7, 5), Calibration.None),
            OutOfDistribution = null,
        },
        Onnx);

    private static ModelManifest Brain => ModelManifestReader.Read(
        File.ReadAllText(RepositoryRoot.Combine("inference-container", "models", "brain-tumor-mri", "model.json")), "model.json");
}
