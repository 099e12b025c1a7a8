using System.Reflection;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Tests.Registry;

public class RegistryTests
{
    [TestCase("(0010,0010)", "PatientName", Vr.PN)]
    [TestCase("7FE00010", "PixelData", Vr.OW)]
    [TestCase("(0028,0106)", "SmallestImagePixelValue", Vr.US)]
    [TestCase("(6002,3000)", "OverlayData", Vr.OW, Description = "a repeating group")]
    [TestCase("(5012,0005)", "CurveDimensions", Vr.US)]
    [TestCase("(0020,3104)", "SourceImageIDs", Vr.CS)]
    public void Tag_OfTheDictionary_IsFound(string tag, string keyword, Vr vr)
    {
        var entry = DicomDictionary.Find(DicomTag.Parse(tag));
        Assert.That((entry?.Keyword, entry?.Vr), Is.EqualTo((keyword, vr)));
    }

    [Test]
    public void Dictionary_HoldsEveryRow_AndNoPrivateTag()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DicomDictionary.Count, Is.EqualTo(5360));
            Assert.That(DicomDictionary.Find(new DicomTag(0x6001, 0x3000)), Is.Null);
            Assert.That(DicomDictionary.Find(new DicomTag(0x0009, 0x1001)), Is.Null);
            Assert.That(DicomDictionary.FindKeyword("PatientID")?.Tag, Is.EqualTo(Tags.PatientID));
            Assert.That(DicomDictionary.FindKeyword("NoSuchThing"), Is.Null);
            Assert.That(DicomDictionary.VrOf(new DicomTag(0x0009, 0x0010)), Is.EqualTo(Vr.LO));
            Assert.That(DicomDictionary.VrOf(new DicomTag(0x0009, 0x1001)), Is.EqualTo(Vr.UN));
        });
    }

    [Test]
    public void Tags_AreNamedAsTheDictionaryNamesThem()
    {
        string[] delimiters = [nameof(Tags.Item), nameof(Tags.ItemDelimitationItem), nameof(Tags.SequenceDelimitationItem)];
        var fields = typeof(Tags).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => !delimiters.Contains(field.Name));
        Assert.Multiple(() =>
        {
            foreach (var field in fields) Assert.That(DicomDictionary.FindKeyword(field.Name)?.Tag, Is.EqualTo(field.GetValue(null)), field.Name);
        });
    }

    [TestCase("1.2.840.10008.1.2", false, false, false, false)]
    [TestCase("1.2.840.10008.1.2.1", true, false, false, false)]
    [TestCase("1.2.840.10008.1.2.1.99", true, false, true, false)]
    [TestCase("1.2.840.10008.1.2.2", true, true, false, false)]
    [TestCase("1.2.840.10008.1.2.4.90", true, false, false, true)]
    [TestCase("1.2.840.10008.1.2.4.94", true, false, false, false)]
    [TestCase("1.2.840.10008.1.2.4.95", true, false, true, false)]
    [TestCase("1.2.840.10008.1.2.5", true, false, false, true)]
    public void TransferSyntax_SaysHowItIsWritten(string uid, bool isExplicit, bool isBigEndian, bool isDeflated, bool isEncapsulated)
    {
        var syntax = TransferSyntax.Find(uid)!;
        Assert.That((syntax.IsExplicit, syntax.IsBigEndian, syntax.IsDeflated, syntax.IsEncapsulated),
            Is.EqualTo((isExplicit, isBigEndian, isDeflated, isEncapsulated)));
    }

    [Test]
    public void TransferSyntaxes_OfVideoAndOfNoFile_AreTold()
    {
        var syntaxes = UidRegistry.All.Where(entry => entry.Type == UidRegistry.TransferSyntaxType).Select(entry => TransferSyntax.Find(entry.Uid)!).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(syntaxes, Has.Length.EqualTo(63));
            Assert.That(syntaxes.Where(syntax => syntax.IsVideo).All(syntax => syntax.Name.Contains("MPEG") || syntax.Name.Contains("HEVC")));
            Assert.That(syntaxes.Count(syntax => syntax.IsVideo), Is.EqualTo(syntaxes.Count(syntax => syntax.Name.Contains("MPEG") || syntax.Name.Contains("HEVC"))));
            Assert.That(syntaxes.Where(syntax => !syntax.IsReadable).Select(syntax => syntax.Uid), Is.EquivalentTo(new[]
            {
                "1.2.840.10008.1.2.6.1", "1.2.840.10008.1.2.6.2", "1.2.840.10008.1.2.7.1", "1.2.840.10008.1.2.7.2", "1.2.840.10008.1.2.7.3",
            }));
        });
    }

    [Test]
    public void RegisteredUids_AreKnown_AndSopClassesHaveNames()
    {
        Assert.Multiple(() =>
        {
            Assert.That(UidRegistry.All, Has.Count.EqualTo(494));
            Assert.That(UidRegistry.IsRegistered("1.2.840.10008.1.1"));
            Assert.That(UidRegistry.IsRegistered("2.25.1"), Is.False);
            Assert.That(SopClasses.NameOf(WellKnownUids.MrImageStorage), Is.EqualTo("MR Image Storage"));
            Assert.That(SopClasses.NameOf("1.2.840.10008.1.2"), Is.Null);
            Assert.That(SopClasses.IsImageStorage(WellKnownUids.CtImageStorage));
            Assert.That(SopClasses.IsImageStorage(WellKnownUids.ComprehensiveSrStorage), Is.False);
        });
    }

    [TestCase("(0010,0010)"), TestCase("0010,0010"), TestCase("00100010")]
    public void Tag_InEachSpelling_Parses(string text) => Assert.That(DicomTag.Parse(text), Is.EqualTo(Tags.PatientName));

    [TestCase(""), TestCase("0010"), TestCase("(0010,0010"), TestCase("0010 0010"), TestCase("+0100010"), TestCase("001000100")]
    public void Tag_InAnyOther_DoesNot(string text) => Assert.That(() => DicomTag.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void Vrs_KnowTheirHeadersAndPadding()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Enum.GetValues<Vr>().Where(vr => vr.HasLongHeader()), Is.EquivalentTo(new[]
            {
                Vr.None, Vr.OB, Vr.OD, Vr.OF, Vr.OL, Vr.OV, Vr.OW, Vr.SQ, Vr.SV, Vr.UC, Vr.UN, Vr.UR, Vr.UT, Vr.UV,
            }));
            Assert.That(Vr.LO.Padding(), Is.EqualTo((byte)' '));
            Assert.That(Vr.UI.Padding(), Is.Zero);
            Assert.That(Vr.DA.Kind(), Is.EqualTo(VrKind.Date));
            Assert.That(Vr.UN.Kind(), Is.EqualTo(VrKind.Unknown));
        });
    }
}
