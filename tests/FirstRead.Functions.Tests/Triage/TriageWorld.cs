using Amazon.DynamoDBv2;
using Amazon.Lambda.DynamoDBEvents;
using FirstRead.Aws.Access;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Analysis;
using FirstRead.Core.Audit;
using FirstRead.Core.Probes;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;
using FirstRead.Functions.Triage;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Triage;

/// <summary>Triage's handler and Reconcile's look over DynamoDB Local, with phones that remember; every port behind one fuse.</summary>
internal sealed class TriageWorld
{
    private const string FirstPhone = "+15555550100";
    private readonly IAmazonDynamoDB client;
    private readonly string table;
    private readonly SendAlert reconcile;
    private uint studies;

    private TriageWorld(IAmazonDynamoDB client, string table, string auditTable, ProbeSettings probes)
    {
        (this.client, this.table) = (client, table);
        (Studies, Alerts, Rota) = (new DynamoStudyStore(client, table), new DynamoAlertStore(client, table), new DynamoRota(client, table));
        (Queue, Audit) = (new DynamoWorkQueue(client, table, Clock), new DynamoAuditLog(client, auditTable));
        Ports = new AlertPorts(
            Fuse.Guard<IStudyStore>(Studies), Fuse.Guard<IResultStore>(new DynamoResultStore(client, table)), Fuse.Guard<IAlertStore>(Alerts),
            Fuse.Guard<IRota>(Rota), Fuse.Guard<IAlertMessages>(Phones),
            Fuse.Guard<ITriagePolicy>(new DynamoTriagePolicy(client, table, new EventLog(Log, Clock))),
            Fuse.Guard<IClinicStore>(new DynamoClinicStore(client, table)), Fuse.Guard<IAuditLog>(Audit), Clock)
        {
            Probes = probes,
        };
        var text = new AlertText(new Uri("https://read.example.org"));
        SendAlert Sending(string who) => new(Ports, text, EscalationSettings.Standard, who);
        reconcile = Sending("reconcile");
        Handler = new StreamHandler(new ResultAlerts(Ports, Sending("triage")), TextWriter.Null);
    }

    public Fuse Fuse { get; } = new();

    public ManualClock Clock { get; } = new(Given.Now);

    public Phones Phones { get; } = new();

    public AlertPorts Ports { get; }

    public StreamHandler Handler { get; }

    public DynamoStudyStore Studies { get; }

    public DynamoAlertStore Alerts { get; }

    public DynamoRota Rota { get; }

    public DynamoWorkQueue Queue { get; }

    public IAuditLog Audit { get; }

    public StringWriter Log { get; } = new();

    /// <summary>One phone is on call, as the item of before has it.</summary>
    public static async Task<TriageWorld> CreateAsync(ProbeSettings? probes = null)
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        var world = new TriageWorld(client, table, (await DynamoDbLocal.CreateAuditTableAsync()).Table, probes ?? ProbeSettings.None);
        await world.EnterPhoneAsync("Dr. On Call", FirstPhone);
        return world;
    }

    /// <summary>A study with a result as the pipeline leaves them, not alerted yet.</summary>
    public async Task<Study> ResultAsync(AnalysisOutcome outcome = AnalysisOutcome.Analysed, Risk risk = Risk.High, bool prior = false, ClinicId? clinic = null)
    {
        var study = Given.Study(++studies) with { Prior = prior };
        study = study with { Id = StudyId.From(clinic ?? Given.Clinic, studies) };
        await Studies.TouchAsync(study, default);
        return await FinishAsync(study.Id, outcome, risk, pictures: 1);
    }

    public Task<Study> ResultAgainAsync(Study study, Risk risk = Risk.High, int pictures = 1) => FinishAsync(study.Id, AnalysisOutcome.Analysed, risk, pictures);

    public async Task<Study> ReadAsync(Study study) => (await Studies.GetAsync(study.Id, default))!;

    public async Task<Alert> AlertAsync(Study study, int attempt = 1) => (await Alerts.GetAsync(new AlertKey(study.Id, attempt), default))!;

    public async Task ChangeAsync(Study study, Func<StudyTimes, StudyTimes> times)
    {
        var stored = await ReadAsync(study);
        Assert.That(await Studies.ReplaceAsync(stored with { Times = times(stored.Times) }, default), Is.True);
    }

    public Task AcknowledgeAsync(Study study) => ChangeAsync(study, times => times with { AcknowledgedAt = Clock.GetUtcNow() });

    public Task EnterPhoneAsync(string name, string phone) => client.PutItemAsync(table, new()
    {
        ["pk"] = new(StudiesTable.OnCallPhone.Pk),
        ["sk"] = new(StudiesTable.OnCallPhone.Sk),
        ["name"] = new(name),
        ["phone"] = new(phone),
    });

    /// <summary>When the readers of the clinic of every study here see what the model found.</summary>
    public async Task ShowAiAsync(AiDisplay display) =>
        Assert.That(await new DynamoClinicStore(client, table).PutAsync(new Clinic(Given.Clinic, "A clinic", display), null, default), Is.True);

    public Task RemovePhoneAsync() => client.DeleteItemAsync(
        table, new() { ["pk"] = new(StudiesTable.OnCallPhone.Pk), ["sk"] = new(StudiesTable.OnCallPhone.Sk) });

    public Task<StreamsEventResponse> HandleAsync(params DynamoDBEvent.DynamodbStreamRecord[] records) =>
        Handler.HandleAsync(new DynamoDBEvent { Records = records });

    /// <summary>What Reconcile does each minute.</summary>
    public Task<(int Looked, IReadOnlyList<Exception> Failures)> LookAsync() =>
        new DueAlerts(Ports, new ResultAlerts(Ports, reconcile), reconcile, new EventLog(Log, Clock)).LookAsync(default);

    public Task<(int Looked, IReadOnlyList<Exception> Failures)> LookAfterAsync(double minutes)
    {
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        return LookAsync();
    }

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

    private async Task<Study> FinishAsync(StudyId id, AnalysisOutcome outcome, Risk risk, int pictures)
    {
        var stored = (await Studies.GetAsync(id, default))!;
        Assert.That(await Queue.EnqueueAsync(stored.Queue(pictures, incomplete: false, Clock.GetUtcNow()), default), Is.True);
        var claim = (await Queue.TakeAsync(id, "test", default))!;
        Assert.That(await Queue.FinishAsync(claim, Given.Result(id, claim.Attempt, risk) with { Outcome = outcome }, default), Is.True);
        return (await Studies.GetAsync(id, default))!;
    }
}

/// <summary>Remembers what was handed over, and refuses on demand.</summary>
internal sealed class Phones : IAlertMessages
{
    private readonly Lock gate = new();

    public List<(string To, MessageChannel By, string Text)> Messages { get; } = [];

    public HashSet<(string To, MessageChannel By)> Refusing { get; } = [];

    public bool Broken { get; set; }

    public IEnumerable<string> Called => Messages.Select(message => $"{message.To} {MessageChannelNames.Of(message.By)}");

    public int Of(Study study) => Messages.Count(message => message.Text.EndsWith(StudyCode.Of(study.Id), StringComparison.Ordinal));

    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancel)
    {
        var to = message.Channel == MessageChannel.Sms ? message.To.Phone! : message.To.Id;
        if (Broken || Refusing.Contains((message.To.Id, message.Channel)))
            return Task.FromResult<Delivery>(new Delivery.Refused("OptedOut"));
        lock (gate)
        {
            Messages.Add((to, message.Channel, message.Text));
            return Task.FromResult<Delivery>(new Delivery.Taken($"message-{Messages.Count}"));
        }
    }
}
