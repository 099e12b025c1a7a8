using System.Net;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.Lambda;
using FirstRead.Local.Processes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Ecs;

/// <summary>
/// RunTask for a cloud that has none (docker-compose.localstack.yml): tasks are child processes as in the local cloud, but their stores
/// are elsewhere, named by this process's own environment. Takes any caller: it belongs into a container's network, nowhere else.
/// </summary>
public sealed class EcsAlone : IAsyncDisposable
{
    private static readonly string[] Passed =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL",
        EnvironmentNames.StudiesTable, EnvironmentNames.DeidentifiedBucket, EnvironmentNames.ResultsBucket, EnvironmentNames.MaxTasks,
        .. ProgramEnvironment.OfTheCaller,
    ];

    private readonly TaskRunner runner;
    private readonly ChildProcesses children;
    private readonly LoopbackServer server;

    private EcsAlone(TaskRunner runner, ChildProcesses children, LoopbackServer server) => (this.runner, this.children, this.server) = (runner, children, server);

    public Uri Address => server.Address;

    /// <param name="data">Folder of task records and logs.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<EcsAlone> StartAsync(string data, int port, string repository, IPAddress address)
    {
        var environment = Passed.Select(name => KeyValuePair.Create(name, EnvironmentReader.OfProcess.Optional(name)))
            .Where(variable => variable.Value is not null).ToDictionary(variable => variable.Key, variable => variable.Value!);
        var children = new ChildProcesses(data);
        var runner = new TaskRunner(
            Path.Combine(data, "ecs"), () => FunctionProgram.Find(Path.Combine(repository, "inference-container"), "FirstRead.Inference"),
            environment, children, TimeProvider.System, new SystemRandomSource());
        var endpoint = new EcsEndpoint(
            runner, environment.GetValueOrDefault("AWS_REGION", "us-east-1"), ResourceNames.Cluster, ResourceNames.TaskFamily, ResourceNames.ContainerName);
        return new EcsAlone(runner, children, await LoopbackServer.StartAsync(port, "ECS", new JsonEndpoint(gate: null, endpoint.Operations).HandleAsync, address));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await runner.DisposeAsync();
        await children.DisposeAsync();
    }
}
