using System.CommandLine;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Probe;

/// <summary><c>firstread probe</c>: one test study now, and what becomes of it.</summary>
public static class ProbeCommand
{
    public static Command Create()
    {
        var cloud = new Option<string?>("--cloud") { Description = "cloud.json of a local cloud. Standard: .local/cloud.json if it is there." };
        var aws = new Option<bool>("--aws") { Description = "On AWS, with the environment's credentials and region." };
        var wait = new Option<int>("--wait-minutes") { Description = "How long to wait until it is acknowledged; 0: only ask for it.", DefaultValueFactory = _ => 30 };
        var command = new Command("probe", "Send a synthetic study the whole way to the test phones, and wait until somebody acknowledges it there.") { cloud, aws, wait };
        command.SetAction(async (parsed, cancel) =>
        {
            using var stores = Open(parsed.GetValue(cloud), parsed.GetValue(aws));
            return await new ProbeRun(stores, TimeProvider.System, Console.Out).RunAsync(TimeSpan.FromMinutes(parsed.GetValue(wait)), cancel);
        });
        return command;
    }

    private static ProbeStores Open(string? cloudFile, bool aws)
    {
        if (aws)
            return ProbeStores.OfAws();
        var path = cloudFile ?? UploadTarget.StandardCloudFile;
        return File.Exists(path) ? ProbeStores.OfCloud(path) : throw new CommandException($"There is no '{path}': start ./demo.sh, or say --aws.");
    }
}
