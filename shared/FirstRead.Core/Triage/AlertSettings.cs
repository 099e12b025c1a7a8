using FirstRead.Core.Probes;
using FirstRead.Core.Settings;

namespace FirstRead.Core.Triage;

/// <summary>What the programs that send alerts are told.</summary>
/// <param name="Topic">ARN of the topic for e-mail and webhooks.</param>
/// <param name="Origination">Number that text messages come from; null leaves it to SNS.</param>
/// <param name="Text">Fails at start where the portal's address makes messages too long.</param>
public sealed record AlertSettings(string StudiesTable, string AuditTable, string Topic, AlertText Text, EscalationSettings Escalation, string? Origination = null)
{
    /// <summary>Whom test studies call.</summary>
    public ProbeSettings Probes { get; init; } = ProbeSettings.None;

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static AlertSettings Read(EnvironmentReader environment) => new(
        environment.Required(EnvironmentNames.StudiesTable),
        environment.Required(EnvironmentNames.AuditTable),
        environment.Required(EnvironmentNames.AlertTopic),
        TextFor(environment.Required(EnvironmentNames.PortalUrl)),
        EscalationSettings.Read(environment),
        environment.Optional(EnvironmentNames.SmsOrigination))
    {
        Probes = ProbeSettings.Read(environment),
    };

    private static AlertText TextFor(string portalUrl)
    {
        try
        {
            return new AlertText(new Uri(portalUrl));
        }
        catch (FormatException)
        {
            throw new SettingException(EnvironmentNames.PortalUrl, "must be an absolute address, short enough for a text message");
        }
    }
}
