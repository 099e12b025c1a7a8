namespace FirstRead.Cdk.Tests;

/// <summary>The three KMS keys, by what their descriptions begin with.</summary>
internal static class Keys
{
    public static string Data => In(Template.Default, "De-identified files");

    public static string Phi => In(Template.Default, "PHI");

    public static string Secrets => In(Template.Default, "Secrets");

    public static string In(Template template, string description) => template.OfType("AWS::KMS::Key")
        .Single(key => Template.Text(key.Properties["Description"]).StartsWith($"FirstRead: {description}", StringComparison.Ordinal)).Id;
}
