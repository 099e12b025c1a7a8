using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients;

/// <summary>Studies that were filed under the wrong patient, on their way to a token of their own.</summary>
/// <param name="To">Fresh. Its shift is that of <paramref name="From"/>, for the dates of these studies are moved by it and stay so.</param>
/// <param name="Identity">Who the patient of <paramref name="To"/> is, sealed.</param>
public sealed record PatientSplit(PatientToken From, PatientToken To, SealedItem Identity, IReadOnlyList<SplitStudy> Studies)
{
    /// <summary>A transaction takes a hundred writes, a study needs five, the patient one.</summary>
    public const int MostStudies = 19;
}

/// <param name="Study">As it stands.</param>
/// <param name="Identity">The study's own, sealed anew under the new token.</param>
public sealed record SplitStudy(Study Study, SealedItem Identity);

/// <summary>Carries out splits.</summary>
public interface IPatientSplits
{
    /// <summary>
    /// All of it in one transaction over studies and vault, or nothing. A study that was signed stands on the worklist again, for
    /// its report was written with another patient's studies beside it. False when one of the studies has moved on.
    /// </summary>
    Task<bool> SplitAsync(PatientSplit split, CancellationToken cancel);
}
