using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;

namespace FirstRead.Core.Deidentification;

/// <summary>Whether a face could be rebuilt from the volume (PS3.3 C.7.6.1, Recognizable Visual Features).</summary>
internal static class Faces
{
    private static readonly HashSet<string> ElsewhereParts =
    [
        "ABDOMEN", "ABDOMENPELVIS", "ANKLE", "AORTA", "ARM", "BACK", "BLADDER", "BREAST", "CHEST", "CHESTABDOMEN", "CHESTABDPELVIS", "CLAVICLE", "COCCYX", "COLON",
        "ELBOW", "EXTREMITY", "FEMUR", "FINGER", "FOOT", "FOREARM", "GALLBLADDER", "HAND", "HEART", "HIP", "HUMERUS", "KIDNEY", "KNEE", "LEG", "LIVER", "LSPINE", "LUNG",
        "LUMBAR", "PANCREAS", "PELVIS", "PROSTATE", "RECTUM", "RIB", "SCAPULA", "SHOULDER", "SPLEEN", "SSPINE", "STERNUM", "STOMACH", "THIGH", "THORAX", "THUMB", "TOE", "TSPINE",
        "UTERUS", "WRIST",
    ];

    /// <summary>A CT, MR or PET that is not known to show another part than the head.</summary>
    public static bool MayShow(TechnicalMetadata technical) => MayShow(technical.Modality, technical.BodyPart);

    /// <inheritdoc cref="MayShow(TechnicalMetadata)"/>
    public static bool MayShow(string? modality, string? bodyPart) => modality is "CT" or "MR" or "PT" && !(bodyPart is not null && ElsewhereParts.Contains(bodyPart));

    /// <summary>What 113102 asks for is not a step of ours: under it, an instance that may show a face waits for a person.</summary>
    public static PixelHold? Hold(DeidentificationProfile profile, TechnicalMetadata technical) =>
        profile.Has(DeidentificationOption.CleanRecognizableVisualFeatures) && MayShow(technical)
            ? new PixelHold(RefusalCodes.PixelRisk, "A face might be rebuilt from the volume and the profile selects CleanRecognizableVisualFeatures, for which there is no step. A person must look before the image goes on.") { Reason = PixelHoldReasons.Face }
            : null;
}
