namespace FirstRead.Local.Wire;

/// <summary>A key pair that the local cloud's services take, and its region.</summary>
public sealed record AccessKey(string Id, string Secret, string Region)
{
    public const string Account = "000000000000";
}
