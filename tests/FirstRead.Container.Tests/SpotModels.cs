using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The bundles of Assets (bundles.py): nets of a few kilobytes, one of each kind that reads single pictures.</summary>
internal static class SpotModels
{
    public static string Folder { get; } = Path.Combine(TestContext.CurrentContext.TestDirectory, "Assets", "bundles");

    public static IReadOnlyList<InstalledModel> All { get; } = InstalledModel.LoadAll(Folder);

    public static async Task<AnalysisResult> RunAsync(MemoryStudy study, AskedModel? asked = null, AnalysisSettings? settings = null, IReadOnlyList<InstalledModel>? models = null)
    {
        var chosen = settings ?? BrightModel.Settings;
        using var analysis = new StudyAnalysis(models ?? All, new OnnxNets(chosen, BrightModel.Quiet), chosen, TimeProvider.System);
        return await analysis.RunAsync(new(Given.StudyId(), 1, Simulated: false, asked), study, study, CancellationToken.None);
    }

    public static Task<AnalysisResult> RunAsync(params DicomDataset[] pictures) => RunAsync(Study(pictures));

    public static Task<AnalysisResult> AtPointAsync(DicomDataset picture, double column, double row) => RunAsync(Study(picture), new("spot-at-point", new PixelPoint(column, row)));

    public static MemoryStudy Study(params DicomDataset[] pictures) => new([.. pictures.Select(picture => picture.File())]);
}
