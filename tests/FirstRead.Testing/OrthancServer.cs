using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace FirstRead.Testing;

/// <summary>A PACS that is not ours: Orthanc on ports of its own, with an empty store in a folder that goes with it.</summary>
public sealed class OrthancServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly HttpClient http;

    private OrthancServer(Process process, string folder, int httpPort, int dicomPort)
    {
        (this.process, this.folder, DicomPort) = (process, folder, dicomPort);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{httpPort}"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The program, or null on a machine without it.</summary>
    public static string? Program { get; } = new[] { "/usr/sbin/Orthanc", "/usr/bin/Orthanc" }.FirstOrDefault(File.Exists);

    public int DicomPort { get; }

    public static async Task<OrthancServer> StartAsync(CancellationToken cancel)
    {
        // Another program may take a port between the asking and the start: then Orthanc ends, and two others are asked for.
        for (var tries = 1; ; tries++)
        {
            var server = Start();
            if (await server.AnswersAsync(cancel))
                return server;
            await server.DisposeAsync();
            if (tries == 5)
                throw new InvalidOperationException("Orthanc does not start.");
        }
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(path, cancel));
        return document.RootElement.Clone();
    }

    public Task<byte[]> BytesAsync(string path, CancellationToken cancel) => http.GetByteArrayAsync(path, cancel);

    /// <summary>Stores a file; Orthanc's id of the instance.</summary>
    public async Task<string> StoreAsync(byte[] file, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
        using var answer = await http.PostAsync("/instances", content, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"Orthanc does not store it: {await answer.Content.ReadAsStringAsync(cancel)}");
        using var stored = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
        return stored.RootElement.GetProperty("ID").GetString()!;
    }

    /// <summary>Sends files as a clinic does: dcmtk's <c>storescu</c>, over DICOM's own protocol.</summary>
    /// <remarks>With <c>-R</c>, for of itself it proposes the older classes alone, and Comprehensive 3D SR is none of them.</remarks>
    /// <returns>The exit code and all that was said.</returns>
    public async Task<(int Code, string Said)> SendAsync(IEnumerable<string> files, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("storescu", ["-R", "-aec", "ORTHANC", "127.0.0.1", $"{DicomPort}", .. files])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var sender = Process.Start(start)!;
        var said = sender.StandardError.ReadToEndAsync(cancel);
        var printed = await sender.StandardOutput.ReadToEndAsync(cancel);
        await sender.WaitForExitAsync(cancel);
        return (sender.ExitCode, printed + await said);
    }

    /// <summary>The file of an instance by its SOP Instance UID.</summary>
    public async Task<byte[]> FileOfAsync(string sopInstanceUid, CancellationToken cancel)
    {
        var instances = await GetAsync("/instances?expand", cancel);
        var found = instances.EnumerateArray().Single(one => one.GetProperty("MainDicomTags").GetProperty("SOPInstanceUID").GetString() == sopInstanceUid);
        return await BytesAsync($"/instances/{found.GetProperty("ID").GetString()}/file", cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static OrthancServer Start()
    {
        var folder = Directory.CreateTempSubdirectory("firstread-orthanc-").FullName;
        var (http, dicom) = (FreePort(), FreePort());
        var configuration = Path.Combine(folder, "orthanc.json");
        File.WriteAllText(configuration, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["Name"] = "FirstRead's tests",
            ["StorageDirectory"] = Path.Combine(folder, "storage"),
            ["IndexDirectory"] = Path.Combine(folder, "index"),
            ["Plugins"] = Array.Empty<string>(),
            ["HttpPort"] = http,
            ["DicomPort"] = dicom,
            ["DicomAet"] = "ORTHANC",
            ["RemoteAccessAllowed"] = false,
            ["AuthenticationEnabled"] = false,
            ["DicomAlwaysAllowStore"] = true,
        }));
        var start = new ProcessStartInfo(Program!, [configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new OrthancServer(process, folder, http, dicom);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!process.HasExited)
            try
            {
                return (await GetAsync("/system", cancel)).GetProperty("Name").GetString() == "FirstRead's tests" && !process.HasExited;
            }
            catch (HttpRequestException)
            {
                await timer.WaitForNextTickAsync(cancel);
            }
        return false;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
