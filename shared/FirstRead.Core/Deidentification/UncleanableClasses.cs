using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;

namespace FirstRead.Core.Deidentification;

/// <summary>SOP classes that no rule for attributes can make safe.</summary>
internal static class UncleanableClasses
{
    private const string MediaStorageDirectory = "1.2.840.10008.1.3.10";
    private const string EncapsulatedDocuments = "1.2.840.10008.5.1.4.1.1.104.";

    /// <exception cref="InstanceRefusedException">It is the directory of a file-set.</exception>
    public static void RefuseDirectory(string sopClass)
    {
        if (sopClass == MediaStorageDirectory)
            throw new InstanceRefusedException(RefusalCodes.NotAnInstance, "A DICOMDIR lists the names of patients and files; it is no instance of a study.");
    }

    /// <summary>Null unless the class holds a document of another format.</summary>
    public static PixelHold? Hold(string sopClass) => sopClass.StartsWith(EncapsulatedDocuments, StringComparison.Ordinal)
        ? new PixelHold(RefusalCodes.PixelRisk, "The file holds a document (0042,0011) that cannot be cleaned. A person must look; it does not go on.") { Reason = PixelHoldReasons.Document }
        : null;
}
