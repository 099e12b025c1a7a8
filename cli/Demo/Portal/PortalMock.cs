using System.Diagnostics;
using System.Text.Json;

namespace FirstRead.Cli.Demo.Portal;

/// <summary>The portal's mock server (portal/mock) as a child process on free ports.</summary>
public sealed class PortalMock : IAsyncDisposable
{
    public const string Password = "mock";

    private readonly Process process;
    private readonly HttpClient client = new();

    private PortalMock(Process process, Uri portal) => (this.process, Portal) = (process, portal);

    public Uri Portal { get; }

    private static string Root { get; } = Path.Combine(RepositoryFolder.Find(), "portal");

    public static bool IsBuilt => File.Exists(Path.Combine(Root, "dist", "index.html"));

    public static async Task<PortalMock> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", ["mock/server.mjs", .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The mock server ended before it listened.");
        using var document = JsonDocument.Parse(line);
        return new PortalMock(process, new Uri(document.RootElement.GetProperty("portal").GetString()!));
    }

    /// <summary>The mock's study of this number.</summary>
    public static string Study(int number) => $"north-clinic.{number:D32}";

    /// <summary>Something happens from outside: <c>reset</c>, <c>other-reader</c>, <c>lose-slice</c>.</summary>
    public async Task Interfere(string act, int study = 0)
    {
        using var answer = await client.PostAsync(new Uri(Portal, $"/mock/{act}/{Study(study)}"), null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
