namespace FirstRead.Cdk.Tests;

/// <summary>The three KMS keys, by what their descriptions begin with.</summary>
internal static class Keys
{
    public static string Data => IdOf("FirstRead: De-identified files");

    public static string Incoming => IdOf("FirstRead: PHI: files");

    public static string Vault => IdOf("FirstRead: PHI: who");

    private static string IdOf(string description) => Template.Default.OfType("AWS::KMS::Key")
        .Single(key => Template.Text(key.Properties["Description"]).StartsWith(description, StringComparison.Ordinal)).Id;
}
