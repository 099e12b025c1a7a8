using FirstRead.Core.Settings;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Triage;

/// <param name="Text">Fails at start where the portal's address makes messages too long.</param>
public sealed record TriageSettings(string StudiesTable, string AuditTable, AlertText Text)
{
    public static TriageSettings Read(EnvironmentReader environment) => new(
        environment.Required(EnvironmentNames.StudiesTable),
        environment.Required(EnvironmentNames.AuditTable),
        TextFor(environment.Required(EnvironmentNames.PortalUrl)));

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
