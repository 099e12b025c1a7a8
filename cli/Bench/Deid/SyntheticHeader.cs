using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Deid;

/// <summary>
/// Headers as long and as varied as a modality's: identity, dates, codes, geometry, sequences and private blocks. Every
/// name and number is made up, and the files say so.
/// </summary>
internal static class SyntheticHeader
{
    private const string Common = """
        SpecificCharacterSet=ISO_IR 100
        InstanceCreationDate=20250311
        InstanceCreationTime=101512.120
        StudyDate=20250311
        SeriesDate=20250311
        AcquisitionDate=20250311
        ContentDate=20250311
        StudyTime=101230
        SeriesTime=101401
        AcquisitionTime=101455.500
        ContentTime=101456
        AccessionNumber=SYN0012345
        Manufacturer=SYNTHETIC
        InstitutionName=Synthetic General Hospital
        InstitutionAddress=1 Example Road, Nowhere
        ReferringPhysicianName=SYNTHETIC^REFERRER
        StationName=SYNSTATION1
        StudyDescription=SYNTHETIC BENCHMARK STUDY
        SeriesDescription=SYNTHETIC BENCHMARK SERIES
        InstitutionalDepartmentName=Radiology
        PerformingPhysicianName=SYNTHETIC^PERFORMER
        NameOfPhysiciansReadingStudy=SYNTHETIC^READER
        OperatorsName=SYNTHETIC^OPERATOR
        ManufacturerModelName=SYNTHETIC 3000
        PatientName=SYNTHETIC^BENCHMARK^NOT^A^PERSON
        PatientID=SYN-000815
        PatientBirthDate=19600229
        PatientSex=O
        OtherPatientIDs=SYN-1\SYN-2
        PatientAge=065Y
        PatientSize=1.75
        PatientWeight=72.5
        EthnicGroup=none
        PatientComments=Synthetic data for a benchmark
        AdditionalPatientHistory=made up
        DeviceSerialNumber=SYN123456
        SoftwareVersions=syn.1.2\syn.3.4
        ProtocolName=SYNTHETIC PROTOCOL
        DateOfLastCalibration=20250301
        TimeOfLastCalibration=080000
        StudyID=S1
        SeriesNumber=2
        AcquisitionNumber=1
        PositionReferenceIndicator=SYN
        ImageComments=SYNTHETIC, NOT A PERSON
        RequestingPhysician=SYNTHETIC^REQUESTER
        RequestedProcedureDescription=SYNTHETIC PROCEDURE
        CurrentPatientLocation=Ward 0
        PerformedProcedureStepStartDate=20250311
        PerformedProcedureStepStartTime=101300
        PerformedProcedureStepID=PPS1
        PerformedProcedureStepDescription=SYNTHETIC STEP
        CommentsOnThePerformedProcedureStep=none
        """;

    private const string Ct = """
        ImageType=ORIGINAL\PRIMARY\AXIAL
        BodyPartExamined=CHEST
        ScanOptions=HELICAL MODE
        SliceThickness=1.25
        KVP=120
        DataCollectionDiameter=500.0
        ReconstructionDiameter=360.0
        DistanceSourceToDetector=949.075
        DistanceSourceToPatient=541.0
        GantryDetectorTilt=0.0
        TableHeight=160.5
        RotationDirection=CW
        ExposureTime=500
        XRayTubeCurrent=380
        Exposure=12
        FilterType=BODY FILTER
        GeneratorPower=45600
        FocalSpots=1.2
        ConvolutionKernel=STANDARD
        PatientPosition=FFS
        SingleCollimationWidth=0.625
        TotalCollimationWidth=40.0
        TableSpeed=55.0
        TableFeedPerRotation=27.5
        SpiralPitchFactor=1.375
        ImageOrientationPatient=1\0\0\0\1\0
        PixelSpacing=0.703125\0.703125
        WindowCenter=40\-600
        WindowWidth=400\1500
        RescaleIntercept=-1024
        RescaleSlope=1
        RescaleType=HU
        """;

    private const string Radiograph = """
        ImageType=ORIGINAL\PRIMARY
        PresentationIntentType=FOR PRESENTATION
        BodyPartExamined=CHEST
        ViewPosition=PA
        KVP=110
        DistanceSourceToDetector=1800
        ExposureTime=5
        XRayTubeCurrent=320
        Exposure=2
        ImagerPixelSpacing=0.139\0.139
        Grid=FOCUSED
        DetectorType=DIRECT
        DetectorID=SYNDETECTOR
        PatientOrientation=L\F
        ImageLaterality=U
        PixelIntensityRelationship=LOG
        WindowCenter=2048
        WindowWidth=4096
        RescaleIntercept=0
        RescaleSlope=1
        RescaleType=US
        PresentationLUTShape=IDENTITY
        LossyImageCompression=00
        BurnedInAnnotation=NO
        """;

    /// <summary>A slice of a CT series; without pixels.</summary>
    public static DicomDataset Slice(int number) => Finish(new DicomDataset(), Common + "\n" + Ct, WellKnownUids.CtImageStorage, "CT", number)
        .Add(Tags.ImagePositionPatient, -180, -180, number * 1.25)
        .Add(Tags.SliceLocation, number * 1.25);

    /// <summary>A digital radiograph; without pixels.</summary>
    public static DicomDataset Projection(int number) =>
        Finish(new DicomDataset(), Common + "\n" + Radiograph, WellKnownUids.DigitalXRayImageStorageForPresentation, "DX", number);

    /// <summary>An enhanced CT object with so many frames and their functional groups; without pixels.</summary>
    public static DicomDataset MultiFrame(int frames) => Finish(new DicomDataset(), Common + "\n" + Ct, "1.2.840.10008.5.1.4.1.1.2.1", "CT", frames)
        .Add(Tags.NumberOfFrames, frames)
        .AddSequence(Tags.PerFrameFunctionalGroupsSequence, [.. Enumerable.Range(1, frames).Select(FrameGroups)]);

    private static DicomDataset FrameGroups(int frame) => new DicomDataset()
        .AddSequence(Tags.FrameContentSequence, new DicomDataset().Add(Tags.StackID, "1").Add(Tags.InStackPositionNumber, frame).Add(Tags.DimensionIndexValues, 1, frame))
        .AddSequence(Tags.PlanePositionSequence, new DicomDataset().Add(Tags.ImagePositionPatient, -180, -180, frame * 0.5));

    private static DicomDataset Finish(DicomDataset header, string lines, string sopClass, string modality, int number)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cut = line.IndexOf('=');
            var entry = DicomDictionary.FindKeyword(line[..cut]) ?? throw new InvalidOperationException($"No attribute is called {line[..cut]}.");
            if (entry.Vr.IsText())
                header.Add(entry.Tag, line[(cut + 1)..].Split('\\'));
            else
                header.Add(entry.Tag, double.Parse(line.AsSpan(cut + 1), CultureInfo.InvariantCulture));
        }
        header
            .Add(Tags.SOPClassUID, sopClass)
            .Add(Tags.SOPInstanceUID, $"2.25.7770001.{modality[0] - 'A'}.{number}")
            .Add(Tags.StudyInstanceUID, $"2.25.7770002.{modality[0] - 'A'}")
            .Add(Tags.SeriesInstanceUID, $"2.25.7770003.{modality[0] - 'A'}")
            .Add(Tags.FrameOfReferenceUID, "2.25.7770004")
            .Add(Tags.Modality, modality)
            .Add(Tags.InstanceNumber, number)
            .AddSequence(Tags.ReferencedStudySequence, Reference("1.2.840.10008.3.1.2.3.1", 1))
            .AddSequence(Tags.ReferencedPerformedProcedureStepSequence, Reference("1.2.840.10008.3.1.2.3.3", 2))
            .AddSequence(Tags.ReferencedImageSequence, [.. Enumerable.Range(1, 3).Select(index => Reference(sopClass, index))])
            .AddSequence(Tags.ProcedureCodeSequence, Code("SYN01", "Synthetic procedure"))
            .AddSequence(Tags.AnatomicRegionSequence, Code("51185008", "Chest"))
            .AddSequence(Tags.RequestAttributesSequence, new DicomDataset()
                .Add(Tags.RequestedProcedureDescription, "SYNTHETIC PROCEDURE")
                .Add(Tags.ScheduledProcedureStepID, "SPS1")
                .Add(Tags.RequestedProcedureID, "RP1")
                .AddSequence(Tags.ProcedureCodeSequence, Code("SYN02", "Synthetic step")));
        foreach (ushort group in (ReadOnlySpan<ushort>)[0x0009, 0x0019, 0x0021, 0x0043])
            AddPrivate(header, group);
        return header;
    }

    private static void AddPrivate(DicomDataset header, ushort group)
    {
        header.Add(new DicomTag(group, 0x0010), Vr.LO, "SYNTHETIC BLOCK "u8.ToArray());
        for (ushort element = 0x1001; element <= 0x1018; element++)
            header.Add(new DicomTag(group, element), (element % 3) switch { 0 => Vr.DS, 1 => Vr.LO, _ => Vr.SL }, (element % 3) switch { 0 => "12.50 "u8.ToArray(), 1 => "SYNTHETIC^NAME"u8.ToArray(), _ => new byte[] { 1, 2, 3, 0 } });
    }

    private static DicomDataset Reference(string sopClass, int number) =>
        new DicomDataset().Add(Tags.ReferencedSOPClassUID, sopClass).Add(Tags.ReferencedSOPInstanceUID, $"2.25.7770005.{number}");

    private static DicomDataset Code(string value, string meaning) =>
        new DicomDataset().Add(Tags.CodeValue, value).Add(Tags.CodingSchemeDesignator, "SCT").Add(Tags.CodeMeaning, meaning);
}
