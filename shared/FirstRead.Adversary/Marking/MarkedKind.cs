using FirstRead.Dicom.Registry;

namespace FirstRead.Adversary.Marking;

/// <summary>One kind of marked file: an object of a class, in an encoding, with or without the costly places.</summary>
/// <param name="Modality">Of (0008,0060).</param>
/// <param name="HasPixels">A native picture of 2 x 2; else no Rows, and text in place of pixels.</param>
/// <param name="EverySequence">Markers in every sequence of the dictionary, to depth 4, and not in a handful alone.</param>
/// <param name="Tame">Nothing in it that other programs refuse: markers in text attributes of their own VR, one level of sequences, private blocks, overlays and curves.</param>
/// <param name="WrongVrs">Text attributes called numbers and bytes, numbers called text; explicit encodings alone can say it.</param>
public sealed record MarkedKind(
    string Name,
    string SopClass,
    string Modality,
    bool HasPixels = true,
    bool EverySequence = false,
    bool WrongVrs = false,
    bool Tame = false)
{
    private const string Root = "1.2.840.10008.5.1.4.1.1.";

    /// <summary>A class of each shape that the table's compound actions tell apart.</summary>
    public static IReadOnlyList<MarkedKind> Classes { get; } =
    [
        new("CT", Root + "2", "CT"),
        new("MR", Root + "4", "MR"),
        new("CR", Root + "1", "CR"),
        new("DX", Root + "1.1", "DX"),
        new("MG", Root + "1.2", "MG"),
        new("US", Root + "6.1", "US"),
        new("NM", Root + "20", "NM"),
        new("PET", Root + "128", "PT"),
        new("XA", Root + "12.1", "XA"),
        new("secondary capture", Root + "7", "OT"),
        new("enhanced CT", Root + "2.1", "CT"),
        new("enhanced MR", Root + "4.1", "MR"),
        new("whole slide", Root + "77.1.6", "SM"),
        new("segmentation", Root + "66.4", "SEG"),
        new("parametric map", Root + "30", "MR"),
        new("RT image", Root + "481.1", "RTIMAGE"),
        new("RT dose", Root + "481.2", "RTDOSE"),
        new("RT structure set", Root + "481.3", "RTSTRUCT", HasPixels: false),
        new("RT plan", Root + "481.5", "RTPLAN", HasPixels: false),
        new("presentation state", Root + "11.1", "PR", HasPixels: false),
        new("basic text SR", Root + "88.11", "SR", HasPixels: false),
        new("comprehensive SR", Root + "88.33", "SR", HasPixels: false),
        new("key object selection", Root + "88.59", "KO", HasPixels: false),
        new("ECG waveform", Root + "9.1.1", "ECG", HasPixels: false),
        new("encapsulated PDF", Root + "104.1", "DOC", HasPixels: false),
        new("registration", Root + "66.1", "REG", HasPixels: false),
        new("raw data", Root + "66", "MR", HasPixels: false),
        new("MR spectroscopy", Root + "4.2", "MR", HasPixels: false),
    ];

    /// <summary>With markers in every sequence: some hundred thousand of them.</summary>
    public static MarkedKind Whole { get; } = new("MR, every sequence", WellKnownUids.MrImageStorage, "MR", EverySequence: true);

    /// <summary>What programs can be compared on.</summary>
    public static MarkedKind Gentle { get; } = new("MR, well-formed", WellKnownUids.MrImageStorage, "MR", Tame: true);

    public static MarkedKind Misnamed { get; } = new("MR, wrong VRs", WellKnownUids.MrImageStorage, "MR", WrongVrs: true);

    public override string ToString() => Name;
}
