using FirstRead.Core.Analysis;

namespace FirstRead.Reports.Fhir;

/// <summary>Body Part Examined (0018,0015) as SNOMED CT (PS3.16 annex L): the parts that models of ours and their neighbours read.</summary>
internal static class BodySites
{
    public static IReadOnlyDictionary<string, CodedConcept> All { get; } = new (string Part, string Value, string Meaning)[]
    {
        ("ABDOMEN", "113345001", "Abdomen"),
        ("ANKLE", "70258002", "Ankle joint"),
        ("ARM", "40983000", "Upper arm"),
        ("BRAIN", "12738006", "Brain"),
        ("BREAST", "76752008", "Breast"),
        ("CHEST", "51185008", "Chest"),
        ("CSPINE", "122494005", "Cervical spine"),
        ("ELBOW", "16953009", "Elbow joint"),
        ("EXTREMITY", "66019005", "Extremity"),
        ("FOOT", "56459004", "Foot"),
        ("FOREARM", "14975008", "Forearm"),
        ("HAND", "85562004", "Hand"),
        ("HEAD", "69536005", "Head"),
        ("HIP", "24136001", "Hip joint"),
        ("KNEE", "72696002", "Knee"),
        ("LSPINE", "122496007", "Lumbar spine"),
        ("LUNG", "39607008", "Lung"),
        ("NECK", "45048000", "Neck"),
        ("PELVIS", "816092008", "Pelvis"),
        ("SHOULDER", "16982005", "Shoulder"),
        ("SKULL", "89546000", "Skull"),
        ("SPINE", "421060004", "Spine"),
        ("TSPINE", "122495006", "Thoracic spine"),
        ("WRIST", "74670003", "Wrist joint"),
    }.ToDictionary(site => site.Part, site => new CodedConcept(site.Value, "SCT", site.Meaning));

    public static CodedConcept? Find(string? bodyPartExamined) => bodyPartExamined is null ? null : All.GetValueOrDefault(bodyPartExamined.Trim().ToUpperInvariant());
}
