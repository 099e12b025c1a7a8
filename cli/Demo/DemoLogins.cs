namespace FirstRead.Cli.Demo;

/// <summary>People of the local cloud.</summary>
public static class DemoLogins
{
    /// <summary>The first person of the role, and where the portal stands.</summary>
    public static (Uri Address, string User, string Password) Of(CloudProcess cloud, string role)
    {
        using var description = cloud.Describe();
        var login = description.RootElement.GetProperty("logins").EnumerateArray()
            .First(person => person.GetProperty("groups").EnumerateArray().Any(group => group.GetString() == role));
        return (new Uri(description.RootElement.GetProperty("gateway").GetString()!), login.GetProperty("username").GetString()!, login.GetProperty("password").GetString()!);
    }
}
