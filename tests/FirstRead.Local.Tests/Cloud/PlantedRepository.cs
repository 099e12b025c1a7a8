namespace FirstRead.Local.Tests.Cloud;

/// <summary>A repository whose programs the test has written, in Node.js, where builds would stand.</summary>
public sealed class PlantedRepository
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public PlantedRepository(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "node_modules", "local" })
            Directory.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(LocalOptions.FindRepository(), name));
        Directory.CreateDirectory(Path.Combine(folder, "portal"));
        File.Copy(Path.Combine(LocalOptions.FindRepository(), "portal", "security-headers.json"), Path.Combine(folder, "portal", "security-headers.json"), overwrite: true);
    }

    public string Folder { get; }

    /// <summary>Appends each event that it gets to a file.</summary>
    public PlantedRepository WithFunction(string name, string journal) => With($"functions/{name}", $$"""
        const { appendFileSync } = require('node:fs');
        const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
        (async () => {
          for (;;) {
            const next = await fetch(`${api}/next`);
            appendFileSync('{{journal}}', (await next.text()) + '\n');
            await fetch(`${api}/${next.headers.get('lambda-runtime-aws-request-id')}/response`, { method: 'POST', body: 'null' });
          }
        })();
        """);

    /// <summary>Answers with the request's path and its own process id; <c>/api/uploads/large</c> with more than Lambda lets through.</summary>
    public PlantedRepository WithWebFunction(string name) => With($"functions/{name}", """
        require('node:http').createServer((request, response) =>
          response.end(request.url.endsWith('/large') ? 'x'.repeat(7 * 1024 * 1024) : JSON.stringify({ path: request.url, pid: process.pid })),
        ).listen(process.env.AWS_LWA_PORT, '127.0.0.1');
        """);

    /// <summary>Writes the study's id to a file and ends well.</summary>
    public PlantedRepository WithContainer(string journal) => With("inference-container", $$"""
        require('node:fs').writeFileSync('{{journal}}', process.env.FIRSTREAD_STUDY_ID);
        """);

    private PlantedRepository With(string project, string script)
    {
        var folder = Path.Combine(Folder, project, "bin/Release/net10.0/publish");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "bootstrap"), "#!/usr/bin/env node\n" + script);
        File.SetUnixFileMode(Path.Combine(folder, "bootstrap"), Executable);
        return this;
    }
}
