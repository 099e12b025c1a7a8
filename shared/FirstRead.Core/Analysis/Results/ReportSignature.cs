using System.Globalization;

namespace FirstRead.Core.Analysis.Results;

/// <summary>What a radiologist's signature adds to a report.</summary>
/// <param name="Number">Of the round that is signed: 1 for the first signature, 2 for the first addendum, and so on.</param>
/// <param name="Signer">As DICOM writes names (PN): <c>Family^Given</c>.</param>
/// <param name="Organization">Answers for the signer (VerifyingOrganization, Type 1).</param>
/// <param name="At">In the study's own, shifted calendar: the true time beside the study's dates would give the shift away.</param>
/// <param name="Impression">The radiologist's words; null where there are none.</param>
/// <param name="Predecessor">The report that this one takes the place of; null where there was none.</param>
public sealed record ReportSignature(int Number, string Signer, string Organization, DateTimeOffset At, string? Impression, DocumentReference? Predecessor)
{
    /// <summary>Date and time of what is signed, as DA and TM (PS3.5 6.2).</summary>
    internal (string Date, string Time) Content => (At.ToString("yyyyMMdd", CultureInfo.InvariantCulture), At.ToString("HHmmss", CultureInfo.InvariantCulture));
}
