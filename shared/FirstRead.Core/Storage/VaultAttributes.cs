namespace FirstRead.Core.Storage;

/// <summary>Attributes of the vault table: the only place they are spelled.</summary>
public static class VaultAttributes
{
    public const string Token = "token";
    public const string DateShiftDays = "dateShiftDays";

    /// <summary>Fingerprints (HMAC), not values.</summary>
    public const string BirthDate = "birthDateHmac";
    public const string Sex = "sexHmac";
    public const string Name = "nameHmac";
    public const string Revision = "revision";

    /// <summary>A sealed value: binary.</summary>
    public const string Sealed = "sealed";
}
