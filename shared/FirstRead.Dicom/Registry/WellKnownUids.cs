namespace FirstRead.Dicom.Registry;

/// <summary>UIDs that our code names, and our own.</summary>
public static class WellKnownUids
{
    /// <summary>Ours, in every file that we write (PS3.7 D.3.3.2; a UUID after 2.25, PS3.5 B.2).</summary>
    public const string ImplementationClass = "2.25.131594896591156628660704655401332096985";

    /// <summary>At most 16 characters.</summary>
    public const string ImplementationVersionName = "FIRSTREAD_0_1";

    public const string SecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7";
    public const string CtImageStorage = "1.2.840.10008.5.1.4.1.1.2";
    public const string MrImageStorage = "1.2.840.10008.5.1.4.1.1.4";
    public const string ComputedRadiographyImageStorage = "1.2.840.10008.5.1.4.1.1.1";
    public const string DigitalXRayImageStorageForPresentation = "1.2.840.10008.5.1.4.1.1.1.1";
    public const string RawDataStorage = "1.2.840.10008.5.1.4.1.1.66";
    public const string SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";
    public const string Comprehensive3DSrStorage = "1.2.840.10008.5.1.4.1.1.88.34";
    public const string ComprehensiveSrStorage = "1.2.840.10008.5.1.4.1.1.88.33";
    public const string EnhancedSrStorage = "1.2.840.10008.5.1.4.1.1.88.22";
    public const string GrayscaleSoftcopyPresentationStateStorage = "1.2.840.10008.5.1.4.1.1.11.1";
}
