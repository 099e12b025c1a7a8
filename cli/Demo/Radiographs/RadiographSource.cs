using FirstRead.Cli.Samples;

namespace FirstRead.Cli.Demo.Radiographs;

/// <summary>Where the demo takes a radiograph from, and what is known of its pictures.</summary>
/// <param name="Archive">Name of the training set.</param>
/// <param name="Label">In labels.csv.</param>
/// <param name="Finding">What the model calls it.</param>
/// <param name="Citation">As the licence asks (CC BY 4.0).</param>
/// <param name="BodyPart">Of a picture by its row; null where the row names none.</param>
/// <param name="View">Null where the set does not say.</param>
/// <param name="Person">Made up. Where the set says how old its patients were, so old.</param>
public sealed record RadiographSource(
    string Letter,
    string Title,
    string Folder,
    string Archive,
    string Label,
    string Finding,
    string Citation,
    Func<IReadOnlyDictionary<string, string>, string?> BodyPart,
    string? View,
    SyntheticIdentity Person)
{
    private static readonly string[] Limbs = ["hand", "leg", "hip", "shoulder"];

    public static IReadOnlyList<RadiographSource> All { get; } =
    [
        new(
            "f", "Fracture: a validation radiograph", "f-fracture", "bone-fracture", "fractured", "Fracture",
            "Abedeen et al., FracAtlas, doi:10.6084/m9.figshare.22363012, CC BY 4.0",
            row => Limbs.FirstOrDefault(limb => row[limb] == "1")?.ToUpperInvariant(), null,
            new SyntheticIdentity("Fieldfarer", "19760912", "20190822")),
        // The set's authors chose anterior-posterior pictures of children of one to five years; whose picture is how old they do not say.
        new(
            "g", "Pneumonia: a validation radiograph", "g-pneumonia", "chest-xray-pneumonia", "pneumonia", "Pneumonia",
            "Kermany et al., doi:10.17632/rscbjbr9sj, CC BY 4.0",
            _ => "CHEST", "AP",
            new SyntheticIdentity("Goldfinchy", "20010327", "20040611")),
    ];
}
