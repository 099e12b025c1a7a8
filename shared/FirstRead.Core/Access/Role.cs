namespace FirstRead.Core.Access;

/// <summary>What a person or machine may be; in tokens as <c>cognito:groups</c>.</summary>
public enum Role
{
    Clinic,
    Radiologist,
    Resident,
    Operator,
}

/// <summary>The one place where roles are spelled as tokens and rows have them.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Clinic => "clinic",
        Role.Radiologist => "radiologist",
        Role.Resident => "resident",
        Role.Operator => "operator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Null for a group that is no role of ours: an identity provider may have others.</summary>
    public static Role? Parse(string name)
    {
        foreach (var role in Enum.GetValues<Role>())
            if (Of(role) == name)
                return role;
        return null;
    }
}
