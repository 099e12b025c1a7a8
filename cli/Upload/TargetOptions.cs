using System.CommandLine;

namespace FirstRead.Cli.Upload;

/// <summary>The options that say where the clinic's program speaks to, and as whom.</summary>
public sealed class TargetOptions
{
    private readonly Option<string?> cloud = new("--cloud") { Description = "cloud.json of a local cloud: its address and the first clinic's login. Standard: .local/cloud.json if it is there." };
    private readonly Option<string?> address = new("--url") { Description = "The portal's address, for example https://firstread.example.org." };
    private readonly Option<string?> client = new("--client-id") { Description = "The clinic's machine client. Its secret is read from FIRSTREAD_CLIENT_SECRET." };

    public void AddTo(Command command)
    {
        command.Add(cloud);
        command.Add(address);
        command.Add(client);
    }

    public UploadTarget Find(ParseResult parsed) => UploadTarget.Find(parsed.GetValue(cloud), parsed.GetValue(address), parsed.GetValue(client));
}
