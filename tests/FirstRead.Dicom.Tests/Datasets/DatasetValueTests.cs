using System.Text;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Tests.Datasets;

public class DatasetValueTests
{
    [Test]
    public void Getters_OnBadData_GiveNothing_AndNeverThrow()
    {
        var dataset = new DicomDataset()
            .Add(Tags.Rows, Vr.US, new byte[] { 1 })
            .Add(Tags.PixelSpacing, Vr.DS, "0.5\\x"u8.ToArray())
            .Add(Tags.InstanceNumber, Vr.IS, "999999999999"u8.ToArray())
            .Add(Tags.SliceThickness, Vr.DS, "1e999"u8.ToArray())
            .Add(Tags.PatientID, Vr.LO, "  "u8.ToArray())
            .Add(Tags.ReferencedImageSequence, Vr.UN, new byte[] { 1, 2 });
        Assert.Multiple(() =>
        {
            Assert.That(dataset.GetInt(Tags.Rows), Is.Null);
            Assert.That(dataset.GetDoubles(Tags.PixelSpacing), Is.Empty);
            Assert.That(dataset.GetInt(Tags.InstanceNumber), Is.Null);
            Assert.That(dataset.GetDouble(Tags.SliceThickness), Is.Null);
            Assert.That(dataset.GetString(Tags.PatientID), Is.Null);
            Assert.That(dataset.GetSequence(Tags.ReferencedImageSequence), Is.Empty);
            Assert.That(dataset.GetString(Tags.StudyID), Is.Null);
        });
    }

    [Test]
    public void Values_AreSplitAndTrimmed()
    {
        var dataset = new DicomDataset()
            .Add(Tags.ImageType, "ORIGINAL ", " PRIMARY")
            .Add(Tags.TextValue, "a\\b")
            .Add(Tags.PixelSpacing, 0.5, 0.25)
            .Add(Tags.Rows, 512);
        Assert.Multiple(() =>
        {
            Assert.That(dataset.GetStrings(Tags.ImageType), Is.EqualTo(new[] { "ORIGINAL", "PRIMARY" }));
            Assert.That(dataset.GetString(Tags.TextValue), Is.EqualTo("a\\b"), "UT has one value");
            Assert.That(dataset.GetDoubles(Tags.PixelSpacing), Is.EqualTo(new[] { 0.5, 0.25 }));
            Assert.That(dataset.GetString(Tags.Rows), Is.EqualTo("512"));
            Assert.That(dataset.GetInt(Tags.Rows), Is.EqualTo(512));
        });
    }

    [TestCase("", "C4D6FC", "ÄÖü", Description = "Latin-1 where nothing is said, so that no byte is lost")]
    [TestCase("ISO_IR 100", "C4D6FC", "ÄÖü")]
    [TestCase("ISO_IR 192", "E5B1B1", "山")]
    [TestCase("ISO_IR 13", "D4CFC0DE", "ﾔﾏﾀﾞ")]
    [TestCase("ISO_IR 144", "BBEE", "Лю")]
    [TestCase("GB18030", "CDF5D0A1B6AB", "王小东")]
    [TestCase("GBK", "B15C5C", "盶|", Description = "a backslash that is half a character parts nothing")]
    public void Text_IsDecodedByItsCharacterSet(string set, string bytes, string expected)
    {
        var dataset = new DicomDataset().Add(Tags.SpecificCharacterSet, set).Add(Tags.PatientName, Vr.PN, Convert.FromHexString(bytes));
        Assert.That(string.Join('|', dataset.GetStrings(Tags.PatientName)), Is.EqualTo(expected));
    }

    [Test]
    public void Item_FollowsItsDatasetsCharacterSet_OrItsOwn()
    {
        var dataset = new DicomDataset().Add(Tags.SpecificCharacterSet, "ISO_IR 192");
        var item = new DicomDataset(dataset).Add(Tags.CodeMeaning, Vr.LO, Encoding.UTF8.GetBytes("Schädel"));
        Assert.That(item.GetString(Tags.CodeMeaning), Is.EqualTo("Schädel"));
        item.Add(Tags.SpecificCharacterSet, "ISO_IR 100");
        Assert.That(item.GetString(Tags.CodeMeaning), Is.EqualTo("SchÃ¤del"));
    }

    [Test]
    public void DecimalStrings_FitSixteenCharacters_AndKeepTheirNumber()
    {
        foreach (var number in new[] { 1 / 3.0, -1 / 3.0, Math.PI * 1e-7, -123456.789012345, 0, 1e10, 12.25 })
        {
            var dataset = new DicomDataset().Add(Tags.SliceLocation, number);
            Assert.That(dataset[Tags.SliceLocation]!.Value.Length, Is.LessThanOrEqualTo(16));
            Assert.That(dataset.GetDouble(Tags.SliceLocation), Is.EqualTo(number).Within(1e-8).Percent);
        }
    }

    [Test]
    public void Read_StopsBeforeATag()
    {
        var file = Pictures.ToFile(Pictures.Mr());
        var dataset = DicomDataset.Read(new MemoryStream(file), Tags.PixelData);
        Assert.That(dataset.Contains(Tags.PixelData), Is.False);
        Assert.That(dataset.GetString(Tags.PatientName), Is.EqualTo("Müller^Jörg"));
    }
}
