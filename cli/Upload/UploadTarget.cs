using System.Text.Json;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Upload;

/// <summary>Where to upload and as whom.</summary>
public sealed record UploadTarget(Uri Portal, string ClientId, string ClientSecret)
{
    public const string StandardCloudFile = ".local/cloud.json";

    /// <summary>An address with a client, or a local cloud's file.</summary>
    public static UploadTarget Find(string? cloudFile, string? address, string? clientId)
    {
        if (address is not null)
            return new UploadTarget(
                new Uri(address),
                clientId ?? throw new CommandException("--url needs --client-id."),
                EnvironmentReader.OfProcess.Required("FIRSTREAD_CLIENT_SECRET"));
        var path = cloudFile ?? StandardCloudFile;
        if (!File.Exists(path))
            throw new CommandException($"There is no '{path}': start ./demo.sh, or give --url and --client-id.");
        return OfCloud(path, clientId);
    }

    /// <param name="clientId">Null for the first machine client that the local cloud knows.</param>
    public static UploadTarget OfCloud(string cloudFile, string? clientId = null)
    {
        using var cloud = JsonDocument.Parse(File.ReadAllBytes(cloudFile));
        var clients = cloud.RootElement.GetProperty("machines").EnumerateArray();
        var chosen = clients.FirstOrDefault(client => clientId is null || client.GetProperty("clientId").GetString() == clientId);
        if (chosen.ValueKind != JsonValueKind.Object)
            throw new CommandException($"'{cloudFile}' has no machine client '{clientId}'.");
        return new UploadTarget(
            new Uri(cloud.RootElement.GetProperty("gateway").GetString()!),
            chosen.GetProperty("clientId").GetString()!,
            chosen.GetProperty("clientSecret").GetString()!);
    }
}
