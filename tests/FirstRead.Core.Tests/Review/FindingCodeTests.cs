using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Review;
using FirstRead.Core.Tests.Analysis;

namespace FirstRead.Core.Tests.Review;

public class FindingCodeTests
{
    [Test]
    public void Codes_EachOne_IsAModelsOrOfTheCommittedList()
    {
        var models = ModelCodes();
        Assert.That(FindingCodes.All.Where(code => !models.Contains(code) && CodeList.MeaningOf(code.Scheme, code.Value) != code.Meaning), Is.Empty);
    }

    [Test]
    public void Codes_OfOurModels_AreAllThere() => Assert.That(ModelCodes(), Is.SubsetOf(FindingCodes.All));

    private static Core.Analysis.CodedConcept[] ModelCodes() =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(Path.GetDirectoryName(Manifests.BrainFile))!, "model.json", SearchOption.AllDirectories)
            .Select(file => ModelManifestReader.Read(File.ReadAllText(file), file).Finding.Code),
    ];
}
