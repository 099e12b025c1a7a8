using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.Counting;
using FirstRead.Local.Ecs;
using FirstRead.Local.Faults;
using FirstRead.Local.Iam;
using FirstRead.Local.Lambda;
using FirstRead.Local.Processes;
using FirstRead.Local.S3;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>What runs programs: Lambda with its triggers, the web functions, ECS; as the template declares them.</summary>
public sealed class LocalCompute : IAsyncDisposable
{
    private static readonly TimeSpan WebPatience = TimeSpan.FromMinutes(5);
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly HttpClient _http = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SystemRandomSource _random = new();
    private readonly ProgramEnvironment _environment;
    private readonly LocalOptions _options;
    private readonly Addresses _addresses;
    private readonly Account _account;
    private readonly ServiceRights _rights;
    private readonly ChildProcesses _children;
    private readonly IReadOnlyList<Function> _functions;
    private readonly IReadOnlyList<(FunctionDefinition Definition, Uri Address)> _web;
    private readonly LocalStores _stores;
    private readonly ObjectStore _objects;
    private readonly RequestCounts? _counts;
    private readonly DeliverySpool _spool;
    private readonly FailureRecords _failures;
    private readonly AsyncInvocations _invocations;
    private readonly FaultFronts? _faults;

    /// <summary>Takes events from <paramref name="stores"/> from here on; call before S3 serves.</summary>
    /// <param name="faults">What is to go wrong with events, and where programs find their stores; null: nothing does.</param>
    public LocalCompute(LocalOptions options, Addresses addresses, Account account, LocalStores stores, ChildProcesses children, FaultFronts? faults = null)
    {
        _faults = faults;
        (_options, _addresses, _account, _stores, _objects, _counts, _children) = (options, addresses, account, stores, stores.Objects, stores.Counts, children);
        _environment = new ProgramEnvironment(faults?.Seen ?? addresses, options, EnvironmentReader.OfProcess);
        var declared = StackFunction.All(account.Template);
        _rights = new ServiceRights(account, declared);
        (_web, _functions) = (WebFunctions(declared), [.. declared.Where(function => !function.AnswersRequests).Select(Add)]);
        _spool = new DeliverySpool(Path.Combine(options.Data, "deliveries"));
        _failures = new FailureRecords(_objects, _rights.MayKeepFailure, _time, _random);
        _invocations = Part(new AsyncInvocations(_functions, _spool, _failures, StackTriggers.OfFailures(account.Template), options.RetryAfter, _time));
        _objects.Events = new BucketNotifications(
            StackTriggers.OfBuckets(account.Template), StackTemplate.Region, _spool, _invocations, _time, _random,
            faults is null ? null : new EventTrouble(faults.Scene, faults.Scene.Plan.Uploads, "uploads"));
    }

    /// <summary>Starts what pulls and what is called, once the stores serve.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Resume();
        var gate = new SignatureGate(_account.Keys, _time);
        var invoke = new InvokeEndpoint(_functions, _invocations, gate, _account.Guard, _time, _random);
        if (_stores.Rotations is { } rotations)
            rotations.Rotation = RotateAsync;
        Part(await LoopbackServer.StartAsync(_addresses.Lambda.Port, "Lambda", invoke.HandleAsync));
        Part(await LoopbackServer.StartAsync(_addresses.Ecs.Port, "ECS", CountedRequests.Of("ECS", _counts, Ecs(gate).HandleAsync)));
        foreach (var trigger in StackTriggers.OfStreams(_account.Template))
            Part(Pump(trigger));
        foreach (var trigger in StackTriggers.OfTheClock(_account.Template))
            Part(new Schedule(Named(trigger.Function), StackTemplate.Region, _options.ReconcileEvery, _time, _random));
        var web = _web.Select(each => Part(new WebFunction(each.Definition, each.Address, _children))).ToList();
        await Task.WhenAll(web.Select(function => function.ReadyAsync(WebPatience, cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Delivers what an earlier run left; an event whose object never came to be is no event.</summary>
    private void Resume()
    {
        foreach (var delivery in _spool.ReadAll())
            if (delivery.Origin is { } origin && _objects.Find(origin.Bucket)?.Find(origin.Key, origin.VersionId) is null)
                _spool.Remove(delivery);
            else
                _invocations.Enqueue(delivery);
    }

    private JsonEndpoint Ecs(SignatureGate gate)
    {
        var task = StackTask.Of(_account.Template, ResourceNames.TaskFamily);
        var program = () => Published("program", "FirstRead.Inference") ?? FunctionProgram.Find(Path.Combine(_options.Repository, "inference-container"), "FirstRead.Inference");
        var environment = _environment.Of(task.Environment, _account.Keys.Of(task.Role));
        var runner = Part(new TaskRunner(Path.Combine(_options.Data, "ecs"), program, environment, _children, _time, _random));
        var endpoint = new EcsEndpoint(runner, StackTemplate.Region, ResourceNames.Cluster, task.Family, ResourceNames.ContainerName);
        return new JsonEndpoint(gate, endpoint.Operations, new EcsPermissions(_account.Guard, task, ResourceNames.Cluster).Permissions);
    }

    private StreamPump Pump(StreamTrigger trigger)
    {
        var stream = new DynamoStream(_http, _addresses.DynamoDbStore, _account.Administrator, trigger.Table);
        return new StreamPump(
            stream, Named(trigger.Function), trigger, () => _rights.MayReadStream(trigger), _failures, Path.Combine(_options.Data, "stream.json"), _options.RetryAfter, _random,
            _faults is null ? null : new EventTrouble(_faults.Scene, _faults.Scene.Plan.Stream, "stream"));
    }

    private async Task<bool> RotateAsync(JsonObject step) =>
        await Named(ResourceNames.Functions.RotateSecret).TryInvokeAsync(Ids.Uuid(_random), Encoding.UTF8.GetBytes(step.ToJsonString())) is { Failed: false };

    private Function Named(string name) => _functions.Single(function => function.Definition.Name == name);

    private IReadOnlyList<(FunctionDefinition Definition, Uri Address)> WebFunctions(IReadOnlyList<StackFunction> declared) =>
    [
        .. declared.Where(function => function.AnswersRequests).Select(function => (Define(function, 1), function.Name switch
        {
            ResourceNames.Functions.Uploads => _addresses.Uploads,
            ResourceNames.Functions.Api => _addresses.Api,
            ResourceNames.Functions.Reidentify => _addresses.Reidentify,
            _ => throw new InvalidDataException($"The local cloud has no address for {function.Name}."),
        })),
    ];

    private Function Add(StackFunction declared) =>
        Part(new Function(Define(declared, declared.Name == ResourceNames.Functions.Ingest ? _options.IngestProcesses : 1), _children, _time));

    private FunctionDefinition Define(StackFunction declared, int concurrency)
    {
        var project = declared.Project;
        return new FunctionDefinition(
            declared.Name, concurrency, declared.Timeout, () => Published(project, "bootstrap") ?? FunctionProgram.Find(Path.Combine(_options.Repository, "functions", project), project),
            _environment.Of(declared.Environment, _account.Keys.Of(declared.Role)), declared.MemoryMegabytes);
    }

    private FunctionProgram? Published(string folder, string executable) =>
        _options.Programs is { } programs ? FunctionProgram.Published(Path.Combine(programs, folder), executable) : null;

    private T Part<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
