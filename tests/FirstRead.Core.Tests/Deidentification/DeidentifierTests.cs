using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class DeidentifierTests
{
    [Test]
    public void Write_Image_PixelsAndGeometryAreTheSame()
    {
        var image = Images.Mr().Add(Tags.ImagePositionPatient, 1.5, -2, 3).Add(Tags.PixelSpacing, 0.5, 0.5);

        var clean = Runs.Clean(image);

        Assert.That(clean[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(image[Tags.PixelData]!.Value.ToArray()));
        Assert.That(clean.GetDoubles(Tags.ImagePositionPatient), Is.EqualTo(new[] { 1.5, -2, 3 }));
        Assert.That(clean.GetInt(Tags.Rows), Is.EqualTo(2));
        Assert.That(clean.GetString(Tags.PhotometricInterpretation), Is.EqualTo("MONOCHROME2"));
    }

    [Test]
    public void Write_ClinicalReview_MarksWhatWasDone()
    {
        var clean = Runs.Clean(Images.Mr().Add(Tags.SeriesDescription, "AX T1 POST"));

        Assert.That(clean.GetString(Tags.PatientIdentityRemoved), Is.EqualTo("YES"));
        Assert.That(clean.GetString(Tags.LongitudinalTemporalInformationModified), Is.EqualTo("MODIFIED"));
        Assert.That(clean.GetString(Tags.RecognizableVisualFeatures), Is.EqualTo("YES"));
        Assert.That(Codes(clean), Is.EqualTo(new[] { "113100", "113105", "113107", "113108" }));
        var equipment = clean.GetSequence(Tags.ContributingEquipmentSequence)[^1];
        Assert.That(equipment.GetSequence(Tags.PurposeOfReferenceCodeSequence)[0].GetString(Tags.CodeValue), Is.EqualTo("109104"));
        Assert.That(clean.GetString(Tags.PatientID), Is.EqualTo(Runs.Pseudonym.Token.Value));
    }

    [Test]
    public void Write_NoDescriptorAndNoCharacteristic_ClaimsNeitherOption()
    {
        var image = Images.Mr();
        image.Remove(Tags.PatientSex);
        image.Remove(Tags.PatientBirthDate);

        Assert.That(Codes(Runs.Clean(image)), Is.EqualTo(new[] { "113100", "113107" }));
    }

    [Test]
    public void Write_Basic_ClaimsTheBasicProfileAlone()
    {
        var clean = Runs.Clean(Images.Mr(), DeidentificationProfile.Basic);

        Assert.That(Codes(clean), Is.EqualTo(new[] { "113100" }));
        Assert.That(clean.GetString(Tags.LongitudinalTemporalInformationModified), Is.EqualTo("REMOVED"));
        Assert.That(clean.GetString(Tags.StudyDate), Is.Null);
        Assert.That(clean.Contains(Tags.StudyDate), Is.True, "Type 2 stays, empty");
        Assert.That(clean.GetString(Tags.PatientSex), Is.Null);
    }

    [Test]
    public void Write_ClinicalReview_ShiftsDatesKeepsTimesAndComputesAge()
    {
        var image = Images.Mr().Add(Tags.SeriesDate, "20240116").Add(Tags.AcquisitionDateTime, "20240115101500.5+0100").Add(Tags.ContentDate, "after lunch");

        var clean = Runs.Clean(image);

        Assert.That(clean.GetString(Tags.StudyDate), Is.EqualTo("20210420"));
        Assert.That(clean.GetString(Tags.SeriesDate), Is.EqualTo("20210421"));
        Assert.That(clean.GetString(Tags.AcquisitionDateTime), Is.EqualTo("20210420101500.5+0100"));
        Assert.That(clean.GetString(Tags.StudyTime), Is.EqualTo("101500"));
        Assert.That(clean.GetString(Tags.ContentDate), Is.Null);
        Assert.That(clean.GetString(Tags.PatientBirthDate), Is.Null);
        Assert.That(clean.GetString(Tags.PatientAge), Is.EqualTo("063Y"));
        Assert.That(clean.GetString(Tags.PatientSex), Is.EqualTo("F"));
    }

    [Test]
    public void Write_References_PointToTheSameNewUids()
    {
        var first = Images.Mr();
        var second = Images.Mr().Add(Tags.SOPInstanceUID, "1.2.3.4.9")
            .AddSequence(Tags.ReferencedImageSequence, new DicomDataset().Add(Tags.ReferencedSOPClassUID, WellKnownUids.MrImageStorage).Add(Tags.ReferencedSOPInstanceUID, "1.2.3.4.1"));

        var (one, two) = (Runs.Clean(first), Runs.Clean(second));

        var reference = two.GetSequence(Tags.ReferencedImageSequence)[0];
        Assert.That(reference.GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo(one.GetString(Tags.SOPInstanceUID)));
        Assert.That(reference.GetString(Tags.ReferencedSOPClassUID), Is.EqualTo(WellKnownUids.MrImageStorage));
        Assert.That(two.GetString(Tags.StudyInstanceUID), Is.EqualTo(one.GetString(Tags.StudyInstanceUID)));
        Assert.That(two.GetString(Tags.SOPInstanceUID), Is.Not.EqualTo(one.GetString(Tags.SOPInstanceUID)));
    }

    [TestCase("AX T1 POST CONTRAST", "AX T1 POST CONTRAST")]
    [TestCase("SIMULATED Ax T1 +C Gd 3mm DOE", "SIMULATED Ax T1 C Gd 3mm")]
    [TestCase("FSE PD AXIAL OBL", "FSE PD AXIAL OBL")]
    [TestCase("Jane Doe 1960-02-29", null)]
    public void Write_SeriesDescription_KeepsKnownWordsAlone(string original, string? expected)
    {
        Assert.That(Runs.Clean(Images.Mr().Add(Tags.SeriesDescription, original)).GetString(Tags.SeriesDescription), Is.EqualTo(expected?.Replace(" C ", " ", StringComparison.Ordinal)));
    }

    [Test]
    public void Write_ContrastAgent_KeepsKnownAgents()
    {
        Assert.That(Runs.Clean(Images.Mr().Add(Tags.ContrastBolusAgent, "GADAVIST")).GetString(Tags.ContrastBolusAgent), Is.EqualTo("GADAVIST"));
        Assert.That(Runs.Clean(Images.Mr().Add(Tags.ContrastBolusAgent, "20 ML GADOVIST for Jane")).GetString(Tags.ContrastBolusAgent), Is.EqualTo("20 ML GADOVIST FOR".Replace(" FOR", " for", StringComparison.Ordinal)));
        Assert.That(Runs.Clean(Images.Mr().Add(Tags.ContrastBolusAgent, "for left hip of Dr. Miller")).GetString(Tags.ContrastBolusAgent), Is.Null);
    }

    [Test]
    public void Write_BackslashInsideACharacter_CutsNoCharacterOpen()
    {
        // GB18030: 0x81 0x5C is one character whose second byte is a backslash.
        byte[] name = [.. Encoding.ASCII.GetBytes("BRAIN "), 0x81, 0x5C, 0xC4, 0xE3];
        var image = Images.Mr().Add(Tags.SpecificCharacterSet, "GB18030").Add(Tags.SeriesDescription, Vr.LO, name);

        var clean = Runs.Clean(image);

        Assert.That(clean.GetString(Tags.SeriesDescription), Is.EqualTo("BRAIN"));
        Assert.That(clean.GetString(Tags.SpecificCharacterSet), Is.EqualTo("GB18030"));
    }

    [Test]
    public void Open_NameWithCodeExtensions_IsDecoded()
    {
        // PS3.5 H.3.1; the second byte of a character is a caret's.
        byte[] name = [.. "Yamada^Tarou=\e$B;3ED\e(B^\e$BB@O:\e(B=\e$B$d$^$@\e(B^\e$B$?$m$&\e(B"u8];
        var image = Images.Mr().Add(Tags.SpecificCharacterSet, "", "ISO 2022 IR 87").Add(Tags.PatientName, Vr.PN, name);

        using var opened = new Deidentifier(DeidentificationProfile.Basic).Open(new MemoryStream(Images.Bytes(image)));

        Assert.That(opened.Identity.PatientName, Is.EqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう"));
    }

    [Test]
    public void Write_Codes_KeepsListedOnesAsTheListSpellsThem()
    {
        static DicomDataset Code(string value, string scheme, string meaning) =>
            new DicomDataset().Add(Tags.CodeValue, value).Add(Tags.CodingSchemeDesignator, scheme).Add(Tags.CodeMeaning, meaning);
        var image = Images.Mr().AddSequence(Tags.AnatomicRegionSequence, Code("12738006", "SCT", "brain of Jane Doe"), Code("4711", "99LOCAL", "Jane Doe"));

        var items = Runs.Clean(image).GetSequence(Tags.AnatomicRegionSequence);

        Assert.That(items.Select(item => item.GetString(Tags.CodeMeaning)), Is.EqualTo(new[] { "Brain" }));
    }

    [Test]
    public void Open_Image_TellsIdentityAndTechnicalFacts()
    {
        var image = Images.Mr().Add(Tags.SeriesDescription, "SIMULATED AX T1 Jane").Add(Tags.BodyPartExamined, "BRAIN").Add(Tags.ContrastBolusAgent, "GD").Add(Tags.ImagePositionPatient, 1, 2, 3);

        using var opened = new Deidentifier(DeidentificationProfile.ClinicalReview).Open(new MemoryStream(Images.Bytes(image)));

        Assert.That(opened.Hold, Is.Null);
        Assert.That(opened.Identity.PatientName, Is.EqualTo("DOE^JANE"));
        Assert.That(opened.Identity.ToString(), Does.Not.Contain("DOE"));
        Assert.That(opened.Technical.Simulated, Is.True);
        Assert.That(opened.Technical.SeriesDescription, Is.EqualTo("SIMULATED AX T1"));
        Assert.That(opened.Technical.BodyPart, Is.EqualTo("BRAIN"));
        Assert.That(opened.Technical.ContrastAgent, Is.EqualTo("GD"));
        Assert.That(opened.Technical.ImagePosition, Is.EqualTo(new[] { 1.0, 2, 3 }));
        Assert.That(opened.Technical.Frames, Is.EqualTo(1));
    }

    [TestCase(0x0020000Du)]
    [TestCase(0x0020000Eu)]
    [TestCase(0x00080018u)]
    public void Open_WithoutAUid_IsRefused(uint tag)
    {
        var bytes = Images.Bytes(Images.Mr().Add(new DicomTag(0x0008, 0x1030), "CHEST"));
        var image = Runs.Read(bytes);
        image.Set(new DicomElement(new DicomTag(tag), Vr.UI, ReadOnlyMemory<byte>.Empty));
        using var file = new MemoryStream();
        using (var writer = new FirstRead.Dicom.Writing.DicomWriter(file, TransferSyntax.ExplicitLittleEndian, leaveOpen: true))
        {
            writer.WriteFileMeta(WellKnownUids.MrImageStorage, "1.2.3");
            image.WriteTo(writer);
            writer.Complete();
        }

        var refusal = Assert.Throws<InstanceRefusedException>(() => new Deidentifier(DeidentificationProfile.Basic).Open(new MemoryStream(file.ToArray())));

        Assert.That(refusal!.Code, Is.EqualTo(RefusalCodes.MissingIdentifier));
    }

    [Test]
    public void Write_CutAnywhere_NeverSucceeds()
    {
        var file = Images.Bytes(Images.Mr().AddSequence(Tags.ReferencedImageSequence, new DicomDataset().Add(Tags.ReferencedSOPInstanceUID, "1.2.3")));

        for (var length = 0; length < file.Length; length++)
            Assert.Throws<InstanceRefusedException>(() => Runs.Run(file[..length], DeidentificationProfile.ClinicalReview), $"cut at {length} of {file.Length}");
    }

    [Test]
    public void Write_TwoClinics_GiveDifferentUids()
    {
        var other = new UidMap(Enumerable.Repeat((byte)7, 32).ToArray(), ClinicId.Parse("south"));

        Assert.That(Runs.Clean(Images.Mr(), uids: other).GetString(Tags.StudyInstanceUID), Is.Not.EqualTo(Runs.Clean(Images.Mr()).GetString(Tags.StudyInstanceUID)));
    }

    [Test]
    public void Write_ValueThatFailsItsCheck_LeavesType2Empty()
    {
        var clean = Runs.Clean(Images.Mr().Add(Tags.Manufacturer, "Doe Imaging").Add(Tags.PositionReferenceIndicator, "Jane").Add(new DicomTag(0x0020, 0x0020), "L", "PH"));

        Assert.That(clean.Contains(Tags.PositionReferenceIndicator), Is.True);
        Assert.That(clean.GetString(Tags.PositionReferenceIndicator), Is.Null);
        Assert.That(clean.GetString(Tags.Manufacturer), Is.EqualTo("REMOVED"), "Type 1 of enhanced equipment");
        Assert.That(clean.GetStrings(new DicomTag(0x0020, 0x0020)), Is.EqualTo(new[] { "L", "PH" }));
    }

    [Test]
    public void Write_SeriesNumberedAsThePatient_LosesTheNumber()
    {
        var clean = Runs.Clean(Images.Mr().Add(Tags.PatientID, "00123456").Add(Tags.SeriesNumber, "123456").Add(Tags.InstanceNumber, "12345"));

        Assert.That(clean.GetString(Tags.SeriesNumber), Is.Null);
        Assert.That(clean.GetString(Tags.InstanceNumber), Is.EqualTo("12345"));
    }

    [Test]
    public void Write_TextBehindThePixels_IsDropped()
    {
        byte[] value = [1, 0, 2, 0, 3, 0, 4, 0, .. Encoding.ASCII.GetBytes("JANE DOE")];

        var clean = Runs.Clean(Images.Mr().Add(Tags.PixelData, Vr.OW, value));

        Assert.That(clean[Tags.PixelData]!.Value.ToArray(), Is.EqualTo(value[..8]));
    }

    [Test]
    public void Write_PointerToAnAttribute_Stays()
    {
        // AT is swapped in pairs of bytes, and one value takes four.
        var index = new DicomDataset().Add(new DicomTag(0x0020, 0x9165), Vr.AT, new byte[] { 0x20, 0x00, 0x32, 0x00 });

        var clean = Runs.Clean(Images.Mr().AddSequence(new DicomTag(0x0020, 0x9222), index));

        Assert.That(clean.GetSequence(new DicomTag(0x0020, 0x9222))[0][new DicomTag(0x0020, 0x9165)]!.Value.Length, Is.EqualTo(4));
    }

    [Test]
    public void Write_SecondTime_Throws()
    {
        var deidentifier = new Deidentifier(DeidentificationProfile.Basic);
        using var opened = deidentifier.Open(new MemoryStream(Images.Bytes(Images.Mr())));
        deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, Stream.Null);

        Assert.Throws<InvalidOperationException>(() => deidentifier.Write(opened, Runs.Pseudonym, Runs.Uids, Stream.Null));
    }

    private static string?[] Codes(DicomDataset clean) =>
        [.. clean.GetSequence(Tags.DeidentificationMethodCodeSequence).Select(item => item.GetString(Tags.CodeValue))];
}
