using FirstRead.Core.Settings;

namespace FirstRead.Functions.RotateSecret;

/// <param name="UidKeySecret">Name of the one secret whose key is made once and never replaced on schedule.</param>
public sealed record RotationSettings(string UidKeySecret)
{
    public static RotationSettings Read(EnvironmentReader environment) => new(environment.Required(EnvironmentNames.UidKeySecret));
}
