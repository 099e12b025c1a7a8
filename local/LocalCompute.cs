using System.Text;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Local.Ecs;
using FirstRead.Local.Lambda;
using FirstRead.Local.Processes;
using FirstRead.Local.S3;
using FirstRead.Local.Wire;

namespace FirstRead.Local;

/// <summary>What runs programs: Lambda with its triggers, the web functions, ECS.</summary>
public sealed class LocalCompute : IAsyncDisposable
{
    private static readonly TimeSpan WebPatience = TimeSpan.FromMinutes(5);
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly HttpClient _http = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly SystemRandomSource _random = new();
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly LocalOptions _options;
    private readonly Addresses _addresses;
    private readonly AccessKey _key;
    private readonly ChildProcesses _children;
    private readonly Function _ingest;
    private readonly Function _triage;
    private readonly Function _reconcile;
    private readonly Function _erase;
    private readonly Function _teaching;
    private readonly Function _rotate;
    private readonly LocalStores _stores;
    private readonly ObjectStore _objects;
    private readonly DeliverySpool _spool;
    private readonly FailureRecords _failures;
    private readonly AsyncInvocations _invocations;

    /// <summary>Takes events from <paramref name="stores"/> from here on; call before S3 serves.</summary>
    public LocalCompute(LocalOptions options, Addresses addresses, AccessKey key, LocalStores stores, ChildProcesses children)
    {
        (_options, _addresses, _key, _stores, _objects, _children) = (options, addresses, key, stores, stores.Objects, children);
        _environment = ProgramEnvironment.Of(addresses, key, options, EnvironmentReader.OfProcess);
        _ingest = Add(ResourceNames.Functions.Ingest, "Ingest", options.IngestProcesses, TimeSpan.FromSeconds(900));
        _triage = Add(ResourceNames.Functions.Triage, "Triage", 1, TimeSpan.FromSeconds(60));
        _reconcile = Add(ResourceNames.Functions.Reconcile, "Reconcile", 1, TimeSpan.FromSeconds(60));
        _teaching = Add(ResourceNames.Functions.Teaching, "Teaching", 1, TimeSpan.FromSeconds(900));
        _erase = Add(ResourceNames.Functions.Erase, "Erase", 1, TimeSpan.FromSeconds(900));
        _rotate = Add(ResourceNames.Functions.RotateSecret, "RotateSecret", 1, TimeSpan.FromSeconds(60));
        _spool = new DeliverySpool(Path.Combine(options.Data, "deliveries"));
        _failures = new FailureRecords(_objects, ResourceNames.FailuresBucket, key.Region, _time, _random);
        _invocations = Part(new AsyncInvocations([_ingest, _triage, _reconcile, _erase, _teaching], _spool, _failures, options.RetryAfter, _time));
        _objects.Events = new BucketNotifications(
            ResourceNames.IncomingBucket, ObjectKeys.UploadsPrefix, ResourceNames.Functions.Ingest, key.Region, _spool, _invocations, _time, _random);
    }

    /// <summary>Starts what pulls and what is called, once the stores serve.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Resume();
        var gate = new SignatureGate(_key, _time);
        var invoke = new InvokeEndpoint([_ingest, _triage, _reconcile, _erase, _teaching], _invocations, gate, _time, _random);
        if (_stores.Rotations is { } rotations)
            rotations.Rotation = async step => await _rotate.TryInvokeAsync(Ids.Uuid(_random), Encoding.UTF8.GetBytes(step.ToJsonString())) is { Failed: false };
        Part(await LoopbackServer.StartAsync(_addresses.Lambda.Port, "Lambda", invoke.HandleAsync));
        Part(await LoopbackServer.StartAsync(_addresses.Ecs.Port, "ECS", new JsonEndpoint(gate, Ecs().Operations).HandleAsync));
        var stream = new DynamoStream(_http, _addresses.DynamoDb, _key, ResourceNames.StudiesTable);
        Part(new StreamPump(stream, _triage, StudiesTable.ResultPrefix, _failures, Path.Combine(_options.Data, "stream.json"), _options.RetryAfter, _random));
        Part(new Schedule(_reconcile, _key.Region, _options.ReconcileEvery, _time, _random));
        Part(new Schedule(_erase, _key.Region, _options.ReconcileEvery, _time, _random));
        Part(new Schedule(_teaching, _key.Region, _options.ReconcileEvery, _time, _random));
        Part(new Schedule(_ingest, _key.Region, _options.ReconcileEvery, _time, _random));
        var web = new[]
        {
            Web(ResourceNames.Functions.Uploads, "Uploads", _addresses.Uploads),
            Web(ResourceNames.Functions.Api, "Api", _addresses.Api),
            Web(ResourceNames.Functions.Reidentify, "Reidentify", _addresses.Reidentify),
        };
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

    private EcsEndpoint Ecs()
    {
        var program = () => FunctionProgram.Find(Path.Combine(_options.Repository, "inference-container"), "FirstRead.Inference");
        var runner = Part(new TaskRunner(Path.Combine(_options.Data, "ecs"), program, _environment, _children, _time, _random));
        return new EcsEndpoint(runner, _key.Region, ResourceNames.Cluster, ResourceNames.TaskFamily, ResourceNames.ContainerName);
    }

    private Function Add(string name, string project, int concurrency, TimeSpan timeout) =>
        Part(new Function(Define(name, project, concurrency, timeout), _key.Region, _children, _time));

    private WebFunction Web(string name, string project, Uri address) =>
        Part(new WebFunction(Define(name, project, 1, TimeSpan.FromSeconds(30)), address, _children));

    private FunctionDefinition Define(string name, string project, int concurrency, TimeSpan timeout) => new(
        name, concurrency, timeout, () => FunctionProgram.Find(Path.Combine(_options.Repository, "functions", project), project), _environment);

    private T Part<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
