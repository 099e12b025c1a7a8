using System.Collections.Concurrent;
using System.Text.Json;
using FirstRead.Core;
using FirstRead.Local.Lambda;
using FirstRead.Local.Processes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Ecs;

/// <summary>Runs tasks as child processes behind everything else on the machine. Records outlive the local cloud, processes do not.</summary>
public sealed class TaskRunner : IAsyncDisposable
{
    // Fargate's stopTimeout: SIGTERM, and SIGKILL this much later.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskRecord> _tasks = [];
    private readonly ConcurrentDictionary<string, (ChildProcess Process, Task Watch)> _running = new();
    private readonly string _folder;
    private readonly Func<FunctionProgram?> _program;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ChildProcesses _children;
    private readonly TimeProvider _time;
    private readonly IRandomSource _random;

    public TaskRunner(
        string folder, Func<FunctionProgram?> program, IReadOnlyDictionary<string, string> environment, ChildProcesses children, TimeProvider time, IRandomSource random)
    {
        (_folder, _program, _environment, _children, _time, _random) = (folder, program, environment, children, time, random);
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            var task = DurableFile.Read(path).Deserialize<TaskRecord>()!;
            _tasks[task.Id] = task;
            if (task.LastStatus != TaskRecord.Stopped)
                Save(Ended(task, "EssentialContainerExited", "The local cloud was stopped while the task ran", exitCode: null));
        }
    }

    /// <summary>The task of an earlier request with this token, alive or dead, not older than 24 hours.</summary>
    public IReadOnlyList<TaskRecord> FindByToken(string token)
    {
        lock (_gate)
            return [.. _tasks.Values.Where(task => task.ClientToken == token && _time.GetUtcNow() - task.CreatedAt < TokenLife)];
    }

    public TaskRecord? Find(string id)
    {
        lock (_gate)
            return _tasks.GetValueOrDefault(id);
    }

    public IReadOnlyList<TaskRecord> List()
    {
        lock (_gate)
            return [.. _tasks.Values.OrderBy(task => task.CreatedAt)];
    }

    /// <summary>Null when the container's program is not built.</summary>
    public TaskRecord? Run(string? clientToken, string request, string? startedBy, IEnumerable<KeyValuePair<string, string>> overrides)
    {
        if (_program() is not { } program)
            return null;
        var task = new TaskRecord(Ids.Hex(_random), clientToken, request, startedBy, TaskRecord.Running, TaskRecord.Running, _time.GetUtcNow());
        Save(task);
        var environment = new Dictionary<string, string>(_environment) { [ProgramEnvironment.ProgramName] = "inference" };
        foreach (var (name, value) in overrides)
            environment[name] = value;
        var process = _children.Start(new ChildCommand("inference", program.Executable, program.Arguments, environment, program.Folder, LowPriority: true));
        _running[task.Id] = (process, WatchAsync(task.Id, process));
        return task;
    }

    /// <summary>Asks the process to end; the record says STOPPED when it has.</summary>
    public TaskRecord Stop(TaskRecord task, string reason)
    {
        if (task.LastStatus == TaskRecord.Stopped || !_running.TryGetValue(task.Id, out var running))
            return task;
        var stopping = task with { DesiredStatus = TaskRecord.Stopped, StopCode = "UserInitiated", StoppedReason = reason };
        Save(stopping);
        _ = running.Process.StopAsync(StopTimeout);
        return stopping;
    }

    /// <summary>The cloud stops: every task is asked to end, and its end is noted.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values.Select(running => running.Process.StopAsync(TimeSpan.FromSeconds(3))));
        await Task.WhenAll(_running.Values.Select(running => running.Watch));
    }

    private async Task WatchAsync(string id, ChildProcess process)
    {
        var exitCode = await process.Exited;
        var task = Find(id)!;
        Save(Ended(task, task.StopCode ?? "EssentialContainerExited", task.StoppedReason ?? "Essential container in task exited", exitCode));
    }

    private TaskRecord Ended(TaskRecord task, string code, string reason, int? exitCode) => task with
    {
        LastStatus = TaskRecord.Stopped,
        DesiredStatus = TaskRecord.Stopped,
        StoppedAt = _time.GetUtcNow(),
        StopCode = code,
        StoppedReason = reason,
        ExitCode = exitCode,
    };

    private void Save(TaskRecord task)
    {
        lock (_gate)
        {
            _tasks[task.Id] = task;
            DurableFile.Write(Path.Combine(_folder, task.Id + ".json"), JsonSerializer.SerializeToNode(task)!);
        }
    }
}
