using FirstRead.Core.Analysis;
using FirstRead.Inference.Commands;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>What the repository's models say of real studies that none of them was made for. The files are not in the repository.</summary>
public sealed class RealStudyTests
{
    private static readonly string Studies = Path.Combine(
        Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? RepositoryRoot.Combine("..", "shared", "data"), "studies");

    [TestCase("radiographs/dx_image.dcm", "described as CANINE", TestName = "A dog's thorax")]
    [TestCase("radiographs/0_ORIGINAL_compressed.dcm", "PatientAge 37 years", TestName = "An adult's chest")]
    [TestCase("radiographs/CR-MONO1-10-chest.dcm", "no PatientAge", TestName = "A chest of nobody's age")]
    [TestCase("radiographs/CR-ModalitySequenceLUT.dcm", "nothing names the body part", TestName = "Teeth")]
    [TestCase("radiographs/RGB_ORIGINAL.dcm", "Modality PT", TestName = "A fused PET in colours")]
    [TestCase("head-ct-ge", "Modality CT", TestName = "A CT of the head")]
    public async Task Analyze_StudyThatNoModelIsFor_SaysWhy(string path, string reason)
    {
        var file = Path.Combine(Studies, path);
        if (!File.Exists(file) && !Directory.Exists(file))
            Assert.Ignore($"{path} is not at hand: set FIRSTREAD_SHARED_DATA.");
        var study = FolderStudy.Open(file, null, null, _ => { });
        using var analysis = new StudyAnalysis(
            InstalledModel.LoadAll(RepositoryRoot.Combine("inference-container", "models")), new OnnxNets(BrightModel.Settings, BrightModel.Quiet), BrightModel.Settings, TimeProvider.System);
        var result = await analysis.RunAsync(new(FolderStudy.Id, 1, Simulated: false), study, sink: null, CancellationToken.None);
        Assert.That(result.Outcome, Is.EqualTo(AnalysisOutcome.NotApplicable));
        Assert.That(result.Reason, Does.StartWith("no-model-applies: ").And.Contain(reason));
    }
}
