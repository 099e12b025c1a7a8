using Amazon.Lambda.DynamoDBEvents;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Triage;
using FirstRead.Core.Analysis;
using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Tests.Web;
using FirstRead.Functions.Triage;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Triage;

/// <summary>The handler on DynamoDB Local, with a phone that can fail and stores that can crash.</summary>
internal sealed class TriageWorld
{
    private readonly World world;

    private TriageWorld(World world, DynamoAlertStore alerts, DynamoAuditLog audit)
    {
        this.world = world;
        Alerts = new CrashingAlerts(alerts);
        var (client, table) = world.StudiesTable;
        Rota = new DynamoRota(client, table);
        var ports = new AlertPorts(world.Studies, new DynamoResultStore(client, table), Alerts, Rota, Phone);
        Handler = new StreamHandler(new ResultAlerts(ports, new AlertText(new Uri(World.PortalUrl)), audit, TimeProvider.System), TextWriter.Null);
    }

    public StreamHandler Handler { get; }

    public DynamoRota Rota { get; }

    public Phone Phone { get; } = new();

    public CrashingAlerts Alerts { get; }

    public IAuditLog Audit => world.Audit;

    public static async Task<TriageWorld> GetAsync()
    {
        var world = await World.GetAsync();
        var (client, table) = world.StudiesTable;
        var triage = new TriageWorld(world, new DynamoAlertStore(client, table), world.Audit);
        await triage.Rota.PutAsync(new OnCall("Dr. On Call", "+15555550100"), default);
        return triage;
    }

    /// <summary>A study with a result as the pipeline leaves them, not alerted yet.</summary>
    public async Task<Study> ResultAsync(AnalysisOutcome outcome = AnalysisOutcome.Analysed, Risk risk = Risk.High, bool prior = false)
    {
        var id = world.NextStudyId();
        await world.Studies.TouchAsync(Given.Study() with { Id = id, Prior = prior }, default);
        return await world.FinishAsync(id, Seeds.Result(id, "f1") with { Outcome = outcome, Risk = risk });
    }

    public async Task<Study> ReadAsync(Study study) => (await world.Studies.GetAsync(study.Id, default))!;

    /// <summary>As if the process had died before the study was told of its alert.</summary>
    public async Task UnnoteAsync(Study study) =>
        Assert.That(await world.Studies.ReplaceAsync(study with { Times = study.Times with { AlertedAt = null } }, default), Is.True);

    public Task EmptyRotaAsync() => world.StudiesTable.Client.DeleteItemAsync(
        world.StudiesTable.Table, new() { ["pk"] = new(StudiesTable.Rota.Pk), ["sk"] = new(StudiesTable.Rota.Sk) });

    public Task<Study> ResultAgainAsync(Study study) => world.FinishAsync(study.Id, Seeds.Result(study.Id, "f1"));

    public Task<StreamsEventResponse> HandleAsync(params DynamoDBEvent.DynamodbStreamRecord[] records) =>
        Handler.HandleAsync(new DynamoDBEvent { Records = records });

    public static DynamoDBEvent.DynamodbStreamRecord Record(ItemKey key, string name = "INSERT", string sequence = "1") => new()
    {
        EventName = name,
        Dynamodb = new DynamoDBEvent.StreamRecord
        {
            SequenceNumber = sequence,
            Keys = new() { ["pk"] = new() { S = key.Pk }, ["sk"] = new() { S = key.Sk } },
        },
    };

    public static DynamoDBEvent.DynamodbStreamRecord Record(Study study, string sequence = "1") =>
        Record(StudiesTable.Result(study.Id, study.ResultAttempt), sequence: sequence);
}

/// <summary>A phone that remembers what it got, and fails on demand.</summary>
internal sealed class Phone : ITextMessages
{
    public List<(string Phone, string Text)> Messages { get; } = [];

    public bool Broken { get; set; }

    public Task<string> SendAsync(string phone, string text, CancellationToken cancel)
    {
        if (Broken)
            throw new HttpRequestException("The network is away.");
        Messages.Add((phone, text));
        return Task.FromResult($"message-{Messages.Count}");
    }
}

/// <summary>The real store, that dies on demand just before it would note that a message was sent.</summary>
internal sealed class CrashingAlerts(IAlertStore real) : IAlertStore
{
    public bool CrashBeforeSent { get; set; }

    public Task<Alert> PutAsync(Alert alert, CancellationToken cancel) => real.PutAsync(alert, cancel);

    public Task<Alert> MarkSentAsync(Alert sent, CancellationToken cancel) =>
        CrashBeforeSent ? throw new InvalidOperationException("crash between publish and sent") : real.MarkSentAsync(sent, cancel);

    public Task<Alert?> GetAsync(StudyId study, int attempt, CancellationToken cancel) => real.GetAsync(study, attempt, cancel);
}
