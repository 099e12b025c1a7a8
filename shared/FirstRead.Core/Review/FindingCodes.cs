using FirstRead.Core.Analysis;

namespace FirstRead.Core.Review;

/// <summary>
/// What a radiologist may call a finding of their own: the concepts of our models, and those that PS3.16 has for what is
/// most often called out at night. A test holds them against the models' manifests and the committed code list.
/// </summary>
public static class FindingCodes
{
    public static IReadOnlyList<CodedConcept> All { get; } =
    [
        new("126952004", "SCT", "Neoplasm of brain"),
        new("125605004", "SCT", "Fracture of bone"),
        new("233604007", "SCT", "Pneumonia"),
        new("427359005", "SCT", "Solitary nodule of lung"),
        new("36118008", "SCT", "Pneumothorax"),
        new("60046008", "SCT", "Pleural effusion"),
        new("19242006", "SCT", "Pulmonary edema"),
        new("59282003", "SCT", "Pulmonary embolism"),
        new("50960005", "SCT", "Bleeding"),
        new("35566002", "SCT", "Hematoma"),
        new("79654002", "SCT", "Edema"),
        new("85659009", "SCT", "aneurysm"),
        new("44132006", "SCT", "Abscess"),
        new("16838000", "SCT", "Pneumomediastinum"),
        new("4147007", "SCT", "Mass"),
        new("27925004", "SCT", "Nodule"),
        new("52988006", "SCT", "Lesion"),
        new("49755003", "SCT", "Morphologically Abnormal Structure"),
    ];

    /// <summary>Null when the code is none of these.</summary>
    public static CodedConcept? Find(string? scheme, string? value) => All.FirstOrDefault(code => code.Scheme == scheme && code.Value == value);
}
