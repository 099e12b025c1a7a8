using FirstRead.Local.Lambda;
using FirstRead.Local.Processes;

namespace FirstRead.Local.Tests.Lambda;

/// <summary>A function made of <c>function.mjs</c>, which does as its event's key says and keeps a journal.</summary>
public sealed class FunctionWorld : IAsyncDisposable
{
    /// <summary>Longer than the busiest machine takes to run an event.</summary>
    public static readonly TimeSpan Standard = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();

    public FunctionWorld(int concurrency = 1, TimeSpan? timeout = null, bool failInit = false)
    {
        Children = new ChildProcesses(_folder.Path);
        var environment = new Dictionary<string, string> { ["TEST_JOURNAL"] = _folder.At("journal") };
        if (failInit)
            environment["TEST_FAIL_INIT"] = "1";
        var script = Path.Combine(AppContext.BaseDirectory, "Lambda", "function.mjs");
        var definition = new FunctionDefinition("firstread-ingest", concurrency, timeout ?? Standard, () => new FunctionProgram("node", [script], _folder.Path), environment);
        Function = new Function(definition, Children, TimeProvider.System);
    }

    public string Folder => _folder.Path;

    public ChildProcesses Children { get; }

    public Function Function { get; }

    /// <summary>Key, process id and request id of every event that the function has begun.</summary>
    public IReadOnlyList<string[]> Journal => File.Exists(_folder.At("journal")) ? [.. File.ReadAllLines(_folder.At("journal")).Select(line => line.Split(' '))] : [];

    public Task<InvocationOutcome> InvokeAsync(string key) =>
        Function.InvokeAsync(Guid.NewGuid().ToString(), System.Text.Encoding.UTF8.GetBytes($$"""{"key":"{{key}}"}"""), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Function.DisposeAsync();
        await Children.DisposeAsync();
        _folder.Dispose();
    }
}
