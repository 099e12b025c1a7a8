namespace FirstRead.Core.Analysis.Results;

/// <summary>Concepts of a measurement report (PS3.16 annexes A, B and D).</summary>
internal static class ReportCodes
{
    /// <summary>Ours, for what no public scheme says.</summary>
    public const string OwnScheme = "99FIRSTREAD";

    public static readonly CodedConcept Report = Dcm("126000", "Imaging Measurement Report");
    public static readonly CodedConcept Language = Dcm("121049", "Language of Content Item and Descendants");
    public static readonly CodedConcept English = new("en", "RFC5646", "English");
    public static readonly CodedConcept ObserverType = Dcm("121005", "Observer Type");
    public static readonly CodedConcept Person = Dcm("121006", "Person");
    public static readonly CodedConcept Device = Dcm("121007", "Device");
    public static readonly CodedConcept PersonName = Dcm("121008", "Person Observer Name");
    public static readonly CodedConcept DeviceUid = Dcm("121012", "Device Observer UID");
    public static readonly CodedConcept DeviceName = Dcm("121013", "Device Observer Name");
    public static readonly CodedConcept DeviceManufacturer = Dcm("121014", "Device Observer Manufacturer");
    public static readonly CodedConcept DeviceModel = Dcm("121015", "Device Observer Model Name");
    public static readonly CodedConcept ProcedureReported = Dcm("121058", "Procedure reported");
    public static readonly CodedConcept ImageLibrary = Dcm("111028", "Image Library");
    public static readonly CodedConcept ImageLibraryGroup = Dcm("126200", "Image Library Group");
    public static readonly CodedConcept Measurements = Dcm("126010", "Imaging Measurements");
    public static readonly CodedConcept Evaluations = new("C0034375", "UMLS", "Qualitative Evaluations");
    public static readonly CodedConcept Group = Dcm("125007", "Measurement Group");
    public static readonly CodedConcept TrackingId = Dcm("112039", "Tracking Identifier");
    public static readonly CodedConcept TrackingUid = Dcm("112040", "Tracking Unique Identifier");
    public static readonly CodedConcept Category = Sct("276214006", "Finding category");
    public static readonly CodedConcept Abnormal = Sct("49755003", "Morphologically Abnormal Structure");
    public static readonly CodedConcept Finding = Dcm("121071", "Finding");
    public static readonly CodedConcept Region = Dcm("111030", "Image Region");
    public static readonly CodedConcept Segment = Dcm("121191", "Referenced Segment");
    public static readonly CodedConcept SourceSeries = Dcm("121232", "Source series for segmentation");
    public static readonly CodedConcept Source = Sct("260753009", "Source");
    public static readonly CodedConcept Method = Sct("370129005", "Measurement Method");
    public static readonly CodedConcept Area = Sct("42798000", "Area");
    public static readonly CodedConcept LongAxis = Sct("103339001", "Long Axis");
    public static readonly CodedConcept Volume = Sct("118565006", "Volume");
    public static readonly CodedConcept Certainty = Dcm("111012", "Certainty of Finding");
    public static readonly CodedConcept AlgorithmName = Dcm("111001", "Algorithm Name");
    public static readonly CodedConcept AlgorithmVersion = Dcm("111003", "Algorithm Version");
    public static readonly CodedConcept AlgorithmParameters = Dcm("111002", "Algorithm Parameters");
    public static readonly CodedConcept Comment = Dcm("121106", "Comment");
    public static readonly CodedConcept Impression = Dcm("121073", "Impression");
    public static readonly CodedConcept AtDetector = new("DETECTOR", OwnScheme, "At the detector, magnified");
    public static readonly CodedConcept Uncalibrated = new("UNSTATED", OwnScheme, "Pixel spacing of unstated calibration");

    public static readonly CodedConcept Millimetre = Ucum("mm", "millimeter");
    public static readonly CodedConcept SquareMillimetre = Ucum("mm2", "square millimeter");
    public static readonly CodedConcept CubicMillimetre = Ucum("mm3", "cubic millimeter");
    public static readonly CodedConcept Percent = Ucum("%", "percent");
    public static readonly CodedConcept Pixels = Ucum("{pixels}", "pixels");

    /// <param name="modality">Modality (0008,0060) of the source.</param>
    public static CodedConcept Procedure(string? modality) => modality switch
    {
        "MR" => Sct("113091000", "Magnetic resonance imaging"),
        "CT" => Sct("77477000", "Computed tomography"),
        "CR" or "DX" => Sct("168537006", "Plain radiography"),
        _ => Sct("363679005", "Imaging procedure"),
    };

    private static CodedConcept Dcm(string value, string meaning) => new(value, "DCM", meaning);

    private static CodedConcept Sct(string value, string meaning) => new(value, "SCT", meaning);

    private static CodedConcept Ucum(string value, string meaning) => new(value, "UCUM", meaning);
}
