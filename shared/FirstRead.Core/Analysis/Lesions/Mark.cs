using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>One region that the model marked on one slice.</summary>
/// <param name="Slice">Index in the stack.</param>
/// <param name="Centre">Centre of the outline in the patient, mm.</param>
/// <param name="Probability">Mean inside the outline, 0 to 1.</param>
/// <param name="Types">The model's type probabilities for the slice; empty when it names none.</param>
public sealed record Mark(
    int Slice,
    Mask Region,
    Outline Outline,
    Vector3D Centre,
    double AreaMm2,
    double DiameterMm,
    double Probability,
    IReadOnlyList<double> Types);
