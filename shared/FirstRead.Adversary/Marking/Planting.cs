using FirstRead.Dicom;

namespace FirstRead.Adversary.Marking;

/// <summary>Where one marker was put.</summary>
/// <param name="Vr">The VR that the file gives the attribute.</param>
/// <param name="Place">Words for a person: top level, the path of sequences, the preamble.</param>
public readonly record struct Planting(DicomTag Tag, Vr Vr, string Place)
{
    public override string ToString() => $"{Tag} {Vr} in {Place}";
}

/// <summary>What a marker is written as, which decides how it is found again.</summary>
public enum MarkerForm
{
    Text,
    Date,
    Time,
    Uid,
    Age,

    /// <summary>Digits of a DS or IS.</summary>
    Number,
}

/// <summary>A marker that stands in an output.</summary>
/// <param name="Id">Which one, where its digits could be read; else -1.</param>
/// <param name="View">How the bytes had to be read to see it.</param>
/// <param name="Offset">In that view.</param>
public readonly record struct Survivor(MarkerForm Form, int Id, string View, int Offset);
