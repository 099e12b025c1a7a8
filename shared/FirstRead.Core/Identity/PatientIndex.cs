using FirstRead.Core.Storage;

namespace FirstRead.Core.Identity;

/// <summary>
/// One index item of the vault: from a keyed digest of clinic, issuer and PatientID to the pseudonym. Holds no value of
/// the patient; the fingerprints are HMACs that only tell equal from different.
/// </summary>
/// <param name="Key"><see cref="VaultTable.Index"/>.</param>
/// <param name="Token">The <see cref="Studies.PatientToken"/>, as text.</param>
/// <param name="BirthDate">Hexadecimal HMAC of the birth date, or null while none was seen.</param>
/// <param name="Sex">Hexadecimal HMAC of the sex, or null while none was seen.</param>
/// <param name="Name">Hexadecimal HMAC of family and first given name, or null while none was seen.</param>
/// <param name="Revision">1 when created, raised by every replacement.</param>
public sealed record PatientIndex(
    ItemKey Key,
    string Token,
    int DateShiftDays,
    string? BirthDate,
    string? Sex,
    string? Name,
    int Revision = 1);
