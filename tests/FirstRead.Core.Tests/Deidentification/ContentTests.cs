using FirstRead.Core.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>Structured content is cleaned item by item and stays useful.</summary>
public sealed class ContentTests
{
    private const string DoseReport = "1.2.840.10008.5.1.4.1.1.88.67";

    [Test]
    public void ClinicalReview_DoseReport_KeepsItsNumbers()
    {
        var clean = Clean(Container("DCM", "113811", "CT Accumulated Dose Data", Number("113813", "mGy.cm", 412.5)));

        var number = clean[0].GetSequence(Tags.ContentSequence)[0];
        var measured = number.GetSequence(Tags.MeasuredValueSequence)[0];
        Assert.That(Name(number), Is.EqualTo("CT Dose Length Product Total"));
        Assert.That(measured.GetDouble(new DicomTag(0x0040, 0xA30A)), Is.EqualTo(412.5));
        Assert.That(measured.GetSequence(Tags.MeasurementUnitsCodeSequence)[0].GetString(Tags.CodeValue), Is.EqualTo("mGy.cm"));
    }

    [Test]
    public void ClinicalReview_EachValueType_IsCleanedByItsType()
    {
        var clean = Clean(
            Item("TEXT", Code("DCM", "121071", "Finding")).Add(Tags.TextValue, "no fracture of Jane Doe"),
            Item("PNAME", Code("DCM", "121152", "x")).Add(new DicomTag(0x0040, 0xA123), "DOE^JANE"),
            Item("UIDREF", Code("DCM", "112040", "Tracking Unique Identifier")).Add(new DicomTag(0x0040, 0xA124), "1.2.3"),
            Item("DATE", Code("DCM", "111060", "Study Date")).Add(new DicomTag(0x0040, 0xA121), "20240115"),
            Item("DATE", Code("DCM", "121031", "Subject Birth Date")).Add(new DicomTag(0x0040, 0xA121), "19600229"),
            Item("CODE", Code("DCM", "121071", "Finding")).AddSequence(Tags.ConceptCodeSequence, Code("99LOCAL", "1", "Jane")),
            Container("99LOCAL", "2", "Jane Doe"));

        Assert.That(clean[0].GetString(Tags.TextValue), Is.EqualTo("no fracture of [...]"));
        Assert.That(clean[1].GetString(new DicomTag(0x0040, 0xA123)) ?? clean[1].GetString(Tags.TextValue), Is.EqualTo("REMOVED"));
        Assert.That(clean[2].GetString(new DicomTag(0x0040, 0xA124)), Does.StartWith("2.25."));
        Assert.That(clean[3].GetString(new DicomTag(0x0040, 0xA121)), Is.EqualTo("20210420"));
        Assert.That(clean[4].GetString(Tags.TextValue), Is.EqualTo("REMOVED"), "a birth date goes, whatever the option for dates");
        Assert.That(clean[5].GetString(Tags.TextValue), Is.EqualTo("REMOVED"), "in its place, for others may point to it");
        Assert.That(Name(clean[6]), Is.EqualTo("Other"));
    }

    [TestCase("a", 94, 90, "a")]
    [TestCase("mo", 30, 2, "a")]
    [TestCase("d", 40, 1, "mo")]
    public void ClinicalReview_SubjectAge_IsMadeCoarse(string unit, double age, double expected, string expectedUnit)
    {
        var measured = Clean(Number("121033", unit, age))[0].GetSequence(Tags.MeasuredValueSequence)[0];

        Assert.That(measured.GetDouble(new DicomTag(0x0040, 0xA30A)), Is.EqualTo(expected));
        Assert.That(measured.GetSequence(Tags.MeasurementUnitsCodeSequence)[0].GetString(Tags.CodeValue), Is.EqualTo(expectedUnit));
    }

    [Test]
    public void ClinicalReview_NumberInAnUnknownUnit_IsNoNumber()
    {
        Assert.That(Clean(Number("113813", "{DOE}", 1))[0].GetSequence(Tags.MeasuredValueSequence), Is.Empty);
    }

    [Test]
    public void Basic_Content_IsOneItemThatSaysSo()
    {
        var content = Runs.Clean(Document(Number("113813", "mGy.cm", 412.5)), DeidentificationProfile.Basic).GetSequence(Tags.ContentSequence);

        Assert.That(content.Select(item => item.GetString(Tags.TextValue)), Is.EqualTo(new[] { "REMOVED" }));
    }

    private static IReadOnlyList<DicomDataset> Clean(params DicomDataset[] items) => Runs.Clean(Document(items)).GetSequence(Tags.ContentSequence);

    private static DicomDataset Document(params DicomDataset[] items) => new DicomDataset()
        .Add(Tags.SOPClassUID, DoseReport).Add(Tags.SOPInstanceUID, "1.2.1").Add(Tags.SeriesInstanceUID, "1.2.2").Add(Tags.StudyInstanceUID, "1.2.3").Add(Tags.Modality, "SR")
        .Add(Tags.ValueType, "CONTAINER").AddSequence(Tags.ConceptNameCodeSequence, Code("DCM", "113701", "X-Ray Radiation Dose Report"))
        .AddSequence(Tags.ContentSequence, items);

    private static DicomDataset Item(string type, DicomDataset name) =>
        new DicomDataset().Add(Tags.RelationshipType, "CONTAINS").Add(Tags.ValueType, type).AddSequence(Tags.ConceptNameCodeSequence, name);

    private static DicomDataset Container(string scheme, string value, string meaning, params DicomDataset[] items) =>
        Item("CONTAINER", Code(scheme, value, meaning)).AddSequence(Tags.ContentSequence, items);

    private static DicomDataset Number(string concept, string unit, double number) => Item("NUM", Code("DCM", concept, "as Jane says")).AddSequence(
        Tags.MeasuredValueSequence,
        new DicomDataset().Add(new DicomTag(0x0040, 0xA30A), number).AddSequence(Tags.MeasurementUnitsCodeSequence, Code("UCUM", unit, unit)));

    private static DicomDataset Code(string scheme, string value, string meaning) =>
        new DicomDataset().Add(Tags.CodeValue, value).Add(Tags.CodingSchemeDesignator, scheme).Add(Tags.CodeMeaning, meaning);

    private static string? Name(DicomDataset item) => item.GetSequence(Tags.ConceptNameCodeSequence)[0].GetString(Tags.CodeMeaning);
}
