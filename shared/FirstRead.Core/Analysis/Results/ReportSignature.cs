namespace FirstRead.Core.Analysis.Results;

/// <summary>What a radiologist's signature adds to a report.</summary>
/// <param name="Number">1 for the first signature on an attempt's result, 2 for the first addendum, and so on.</param>
/// <param name="Signer">As DICOM writes names (PN): <c>Family^Given</c>.</param>
/// <param name="Organization">Answers for the signer (VerifyingOrganization, Type 1).</param>
/// <param name="At">In the study's own, shifted calendar: the true time beside the study's dates would give the shift away.</param>
/// <param name="Impression">The radiologist's words; null where there are none.</param>
/// <param name="Predecessor">The report that this one takes the place of.</param>
public sealed record ReportSignature(int Number, string Signer, string Organization, DateTimeOffset At, string? Impression, DocumentReference Predecessor);
