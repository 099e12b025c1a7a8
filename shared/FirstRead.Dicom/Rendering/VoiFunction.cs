namespace FirstRead.Dicom.Rendering;

/// <summary>VOI LUT Function (0028,1056), PS3.3 C.11.2.1.</summary>
public enum VoiFunction
{
    /// <summary>Half a value off the centre, one off the width.</summary>
    Linear,

    /// <summary>Centre and width as they are.</summary>
    LinearExact,

    /// <summary>A curve that reaches neither black nor white.</summary>
    Sigmoid,
}
