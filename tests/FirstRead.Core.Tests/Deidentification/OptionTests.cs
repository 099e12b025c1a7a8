using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>What each option of PS3.15 E.3 keeps or cleans, and that without it nothing of it stays.</summary>
public sealed class OptionTests
{
    private static readonly DicomTag DeviceSerialNumber = new(0x0018, 0x1000);
    private static readonly DicomTag InstitutionName = new(0x0008, 0x0080);
    private static readonly DicomTag InstitutionCodeSequence = new(0x0008, 0x0082);
    private static readonly DicomTag DateOfLastCalibration = new(0x0018, 0x1200);
    private static readonly DicomTag Allergies = new(0x0010, 0x2110);
    private static readonly DicomTag SuvFactor = new(0x7053, 0x1000);

    [Test]
    public void FullDates_Dates_StayAndAreSaidToBeUnmodified()
    {
        var clean = Clean(Images.Mr().Add(Tags.ContentDate, "after lunch"), DeidentificationOption.RetainLongitudinalFullDates);

        Assert.That(clean.GetString(Tags.StudyDate), Is.EqualTo("20240115"));
        Assert.That(clean.GetString(Tags.ContentDate), Is.Not.EqualTo("after lunch"));
        Assert.That(clean.GetString(Tags.PatientBirthDate), Is.Null);
        Assert.That(clean.GetString(Tags.LongitudinalTemporalInformationModified), Is.EqualTo("UNMODIFIED"));
        Assert.That(Codes(clean), Is.EqualTo(new[] { "113100", "113106" }));
    }

    [Test]
    public void Uids_AllOfThem_Stay()
    {
        var clean = Clean(Images.Mr().AddSequence(Tags.ReferencedImageSequence, new DicomDataset().Add(Tags.ReferencedSOPInstanceUID, "1.2.3.9")), DeidentificationOption.RetainUIDs);

        Assert.That(clean.GetString(Tags.SOPInstanceUID), Is.EqualTo("1.2.3.4.1"));
        Assert.That(clean.GetString(Tags.StudyInstanceUID), Is.EqualTo("1.2.3.4.3"));
        Assert.That(clean.GetSequence(Tags.ReferencedImageSequence)[0].GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("1.2.3.9"));
        Assert.That(Codes(clean), Is.EqualTo(new[] { "113100", "113110" }));
    }

    [Test]
    public void Device_SerialNumberAndCalibration_StayAndDatesFollowTheDates()
    {
        var image = Images.Mr().Add(DeviceSerialNumber, "4711").Add(DateOfLastCalibration, "20240101").Add(InstitutionName, "St Doe");

        var alone = Clean(image, DeidentificationOption.RetainDeviceIdentity);
        var shifted = Clean(image, DeidentificationOption.RetainDeviceIdentity, DeidentificationOption.RetainLongitudinalModifiedDates);

        Assert.That(alone.GetString(DeviceSerialNumber), Is.EqualTo("4711"));
        Assert.That(alone.GetString(DateOfLastCalibration), Is.EqualTo("20240101"));
        Assert.That(alone.GetString(InstitutionName), Is.Not.EqualTo("St Doe"));
        Assert.That(shifted.GetString(DateOfLastCalibration), Is.EqualTo("20210406"));
        Assert.That(Codes(alone), Is.EqualTo(new[] { "113100", "113109" }));
        Assert.That(Clean(image).GetString(DeviceSerialNumber), Is.Not.EqualTo("4711"));
    }

    [Test]
    public void Institution_NameAndLocalCode_Stay()
    {
        var code = new DicomDataset().Add(Tags.CodeValue, "H7").Add(Tags.CodingSchemeDesignator, "99LOCAL").Add(Tags.CodeMeaning, "St Doe");
        var image = Images.Mr().Add(InstitutionName, "St Doe").AddSequence(InstitutionCodeSequence, code);

        var clean = Clean(image, DeidentificationOption.RetainInstitutionIdentity);

        Assert.That(clean.GetString(InstitutionName), Is.EqualTo("St Doe"));
        Assert.That(clean.GetSequence(InstitutionCodeSequence)[0].GetString(Tags.CodeMeaning), Is.EqualTo("St Doe"));
        Assert.That(Codes(clean), Is.EqualTo(new[] { "113100", "113112" }));
        Assert.That(Clean(image).GetSequence(InstitutionCodeSequence).Any(item => item.GetString(Tags.CodeMeaning) == "St Doe"), Is.False);
    }

    [Test]
    public void Characteristics_All_KeepCheckedOnesAndCleanTexts()
    {
        var clean = Clean(Images.Mr().Add(Allergies, "IODINE of Jane"), DeidentificationOption.RetainPatientCharacteristics);

        Assert.That(clean.GetString(Tags.PatientSex), Is.EqualTo("F"));
        Assert.That(clean.GetString(Allergies), Is.EqualTo("IODINE of"));
    }

    [Test]
    public void SafePrivate_ListedNumber_StaysWithItsCreatorAlone()
    {
        var image = Images.Mr()
            .Add(new DicomTag(0x7053, 0x0010), Vr.LO, "Philips PET Private Group "u8.ToArray())
            .Add(SuvFactor, Vr.DS, "0.000276"u8.ToArray())
            .Add(new DicomTag(0x7053, 0x1001), Vr.LO, "JANE"u8.ToArray())
            .Add(new DicomTag(0x7053, 0x1009), Vr.DS, "JANE"u8.ToArray())
            .Add(new DicomTag(0x0009, 0x0010), Vr.LO, "JANE"u8.ToArray());

        var clean = Clean(image, DeidentificationOption.RetainSafePrivate);

        Assert.That(clean.GetString(SuvFactor), Is.EqualTo("0.000276"));
        Assert.That(clean.Where(element => element.Tag.IsPrivate).Select(element => element.Tag.Value), Is.EqualTo(new[] { 0x70530010u, 0x70531000u }));
        Assert.That(Codes(clean), Is.EqualTo(new[] { "113100", "113111" }));
        Assert.That(Clean(image).Any(element => element.Tag.IsPrivate), Is.False);
    }

    [Test]
    public void SafePrivate_ForeignCreator_Goes()
    {
        var image = Images.Mr().Add(new DicomTag(0x7053, 0x0010), Vr.LO, "JANE"u8.ToArray()).Add(SuvFactor, Vr.DS, "1"u8.ToArray());

        Assert.That(Clean(image, DeidentificationOption.RetainSafePrivate).Any(element => element.Tag.IsPrivate), Is.False);
    }

    [Test]
    public void SafePrivate_TwoCreatorsOfOneGroup_EachHasItsOwnRows()
    {
        // Element 03 is a number (FL) of the first and a code (CS) of the second; element 02 of the second is a number (FD).
        var image = Images.Mr()
            .Add(new DicomTag(0x2001, 0x0010), Vr.LO, "Philips Imaging DD 001"u8.ToArray())
            .Add(new DicomTag(0x2001, 0x0011), Vr.LO, "Philips Imaging DD 002"u8.ToArray())
            .Add(new DicomTag(0x2001, 0x1003), Vr.FL, new byte[4])
            .Add(new DicomTag(0x2001, 0x1087), Vr.SH, "JANE"u8.ToArray())
            .Add(new DicomTag(0x2001, 0x1102), Vr.FD, new byte[8])
            .Add(new DicomTag(0x2001, 0x1103), Vr.FL, new byte[4]);

        var clean = Clean(image, DeidentificationOption.RetainSafePrivate);

        Assert.That(clean.Where(element => element.Tag.IsPrivate).Select(element => element.Tag.Value), Is.EqualTo(new[] { 0x20010010u, 0x20010011u, 0x20011003u, 0x20011102u }));
    }

    [Test]
    public void RecognizableFeatures_AHead_IsHeldAndNeverClaimed()
    {
        using var head = Deidentifier(DeidentificationOption.CleanRecognizableVisualFeatures).Open(new MemoryStream(Images.Bytes(Images.Mr().Add(Tags.BodyPartExamined, "HEAD"))));
        var knee = Clean(Images.Mr().Add(Tags.BodyPartExamined, "KNEE"), DeidentificationOption.CleanRecognizableVisualFeatures);

        Assert.That(head.Hold!.Reason, Is.EqualTo(PixelHoldReasons.Face));
        Assert.That(Codes(knee), Is.EqualTo(new[] { "113100" }));
    }

    [Test]
    public void Open_EncapsulatedDocument_IsHeldThoughReleased()
    {
        var document = Images.Mr().Add(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.104.1");

        using var opened = Deidentifier().Open(new MemoryStream(Images.Bytes(document)), release: new PixelRelease("tester", DateTimeOffset.UnixEpoch, "test", []));

        Assert.That(opened.Hold!.Reason, Is.EqualTo(PixelHoldReasons.Document));
    }

    [Test]
    public void Open_Directory_IsRefused()
    {
        var directory = new DicomDataset().Add(Tags.SOPClassUID, "1.2.840.10008.1.3.10").Add(Tags.SOPInstanceUID, "1.2.3");

        Assert.That(Assert.Throws<InstanceRefusedException>(() => Deidentifier().Open(new MemoryStream(Images.Bytes(directory))))!.Code, Is.EqualTo(RefusalCodes.NotAnInstance));
    }

    [Test]
    public void Report_OfAnImage_SaysWhatAndWhyWithoutAValue()
    {
        var report = Runs.Run(Images.Bytes(Images.Mr().Add(Tags.SeriesDescription, "AX T1 Jane").Add(new DicomTag(0x0009, 0x0010), Vr.LO, "JANE"u8.ToArray())), DeidentificationProfile.ClinicalReview).Instance.Report;

        Assert.That(report.Attributes, Does.Contain(new AttributeCount("(0008,103E)", "SeriesDescription", "cleaned", "table", "113105", 1)));
        Assert.That(report.Attributes, Does.Contain(new AttributeCount("(0008,0020)", "StudyDate", "dateShifted", "table", "113107", 1)));
        Assert.That(report.Attributes, Does.Contain(new AttributeCount("private", "", "removed", "private", null, 1)));
        Assert.That(report.Attributes, Does.Contain(new AttributeCount("(0008,0016)", "SOPClassUID", "kept", "vr", null, 1)), "a class of the standard stays");
        Assert.That(report.Attributes, Does.Contain(new AttributeCount("(0008,0018)", "SOPInstanceUID", "uidMapped", "table", null, 1)));
        Assert.That(report.Options, Does.Contain("113105").And.Not.Contain("113101"));
        Assert.That(report.Pixels, Is.Null);
    }

    private static DicomDataset Clean(DicomDataset image, params DeidentificationOption[] options) => Runs.Clean(image, Profile(options));

    private static Deidentifier Deidentifier(params DeidentificationOption[] options) => new(Profile(options));

    private static DeidentificationProfile Profile(DeidentificationOption[] options)
    {
        var chosen = new OptionSet();
        foreach (var option in options)
            chosen.Add(option);
        return new("test", "test", chosen, options.Contains(DeidentificationOption.RetainPatientCharacteristics) ? ConfidentialityTable.Characteristics : []);
    }

    private static string?[] Codes(DicomDataset clean) =>
        [.. clean.GetSequence(Tags.DeidentificationMethodCodeSequence).Select(item => item.GetString(Tags.CodeValue))];
}
