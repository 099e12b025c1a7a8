using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Local.LocalStack;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace FirstRead.Local.Tests.LocalStack;

/// <summary>What the bootstrap asks of LocalStack, heard by a server that answers as an empty or a full one would.</summary>
public sealed class BootstrapTests
{
    private static readonly string[] Deployed = ["Ingest", "Triage", "Reconcile", "Erase", "Teaching"];

    private readonly List<(string What, string Body)> _heard = [];
    private TemporaryFolder _folder = null!;
    private LoopbackServer _cloud = null!;
    private bool _full;

    [SetUp]
    public async Task StartAsync()
    {
        (_folder, _full) = (new TemporaryFolder(), false);
        _heard.Clear();
        foreach (var project in Deployed)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_folder.At(project)).FullName, "bootstrap"), "#!");
        _cloud = await LoopbackServer.StartAsync(0, "LocalStack", AnswerAsync);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _cloud.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Run_OnAnEmptyCloud_CreatesWhatTheTemplateDeclares()
    {
        await RunAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Heard("PUT /"), Has.Member($"PUT /{ResourceNames.IncomingBucket}").And.Member($"PUT /{ResourceNames.IncomingBucket}?versioning").And.Member("PUT /firstread-code/firstread-ingest.zip"));
            Assert.That(Bodies("DynamoDB_20120810.CreateTable").Select(table => (string?)table["TableName"]), Is.EquivalentTo(new[] { ResourceNames.StudiesTable, ResourceNames.VaultTable, ResourceNames.AuditTable }));
            Assert.That(Bodies("secretsmanager.CreateSecret").Select(secret => (string?)secret["Name"]), Has.Member(ResourceNames.VaultKeySecret).And.Member(ResourceNames.OriginSecret));
            Assert.That(Bodies("POST /2015-03-31/functions").Select(function => (string?)function["FunctionName"]), Is.EquivalentTo(new[]
            {
                ResourceNames.Functions.Ingest, ResourceNames.Functions.Triage, ResourceNames.Functions.Reconcile, ResourceNames.Functions.Erase, ResourceNames.Functions.Teaching,
            }));
            Assert.That(Bodies("AWSEvents.PutTargets").Select(rule => (string?)rule["Rule"]), Has.Member(ResourceNames.Functions.Reconcile));
        });
    }

    [Test]
    public async Task Run_GivesEachFunctionItsOwnEnvironment_AndOurEcs()
    {
        await RunAsync();

        var ingest = Bodies("POST /2015-03-31/functions").Single(function => (string?)function["FunctionName"] == ResourceNames.Functions.Ingest);
        var variables = ingest["Environment"]!["Variables"]!;
        Assert.That(((string?)variables[EnvironmentNames.IncomingBucket], (string?)variables["AWS_ENDPOINT_URL_ECS"]), Is.EqualTo((ResourceNames.IncomingBucket, "http://10.89.66.11:9100")));
        Assert.That(variables[EnvironmentNames.PixelSigningKeySecret], Is.Null);
        Assert.That((int)ingest["Timeout"]!, Is.EqualTo(900));
    }

    [Test]
    public async Task Run_WiresUploadsToIngest_AndResultsToTriage()
    {
        await RunAsync();

        var notification = _heard.Single(call => call.What == $"PUT /{ResourceNames.IncomingBucket}?notification").Body;
        var mapping = Bodies("POST /2015-03-31/event-source-mappings/").Single();
        Assert.That(notification, Does.Contain("<CloudFunction>arn:aws:lambda:us-east-1:000000000000:function:firstread-ingest</CloudFunction>").And.Contain("<Value>uploads/</Value>"));
        Assert.That(((string?)mapping["FunctionName"], (string?)mapping["EventSourceArn"]), Is.EqualTo((ResourceNames.Functions.Triage, "arn:aws:dynamodb:stream")));
        Assert.That((string?)mapping["FilterCriteria"]!["Filters"]![0]!["Pattern"], Does.Contain("RESULT#"));
    }

    [Test]
    public async Task Run_OnAFullCloud_MapsNothingTwice()
    {
        _full = true;
        await RunAsync();
        Assert.That(Heard("POST /2015-03-31/event-source-mappings"), Is.Empty);
    }

    [Test]
    public async Task Run_WithoutPublishedFunctions_SaysHowToMakeThem()
    {
        Directory.Delete(_folder.At("Triage"), recursive: true);
        Assert.That((await Catch.Async<FileNotFoundException>(RunAsync)).Message, Does.Contain("eng/publish-functions.sh"));
    }

    private async Task RunAsync()
    {
        using var http = new HttpClient();
        await new Bootstrap(StackTemplate.Read(StackTemplate.StandardPath), new LocalStackClient(http, _cloud.Address), _folder.Path, new Uri("http://10.89.66.11:9100"), new SystemRandomSource())
            .RunAsync(CancellationToken.None);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, System.Text.Encoding.Latin1);
        var what = context.Request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target ? target : $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
        lock (_heard)
            _heard.Add((what, ""));
        var body = await reader.ReadToEndAsync();
        lock (_heard)
            _heard[_heard.FindLastIndex(call => call.What == what)] = (what, body);
        var (status, answer) = (what, _full) switch
        {
            ("DynamoDB_20120810.DescribeTable", _) => (200, """{"Table":{"LatestStreamArn":"arn:aws:dynamodb:stream"}}"""),
            ("DynamoDB_20120810.CreateTable", true) => (400, """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceInUseException"}"""),
            ("secretsmanager.CreateSecret", true) => (400, """{"__type":"ResourceExistsException"}"""),
            ("POST /2015-03-31/functions", true) => (409, """{"Type":"User","__type":"ResourceConflictException"}"""),
            (var get, _) when get.StartsWith("GET /2015-03-31/functions/", StringComparison.Ordinal) => (200, """{"Configuration":{"State":"Active"}}"""),
            (var get, var full) when get.StartsWith("GET /2015-03-31/event-source-mappings", StringComparison.Ordinal) => (200, full ? """{"EventSourceMappings":[{}]}""" : """{"EventSourceMappings":[]}"""),
            _ => (200, ""),
        };
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(answer);
    }

    private IEnumerable<string> Heard(string start) => _heard.Select(call => call.What).Where(what => what.StartsWith(start, StringComparison.Ordinal));

    private IReadOnlyList<JsonNode> Bodies(string what) => [.. _heard.Where(call => call.What == what).Select(call => JsonNode.Parse(call.Body)!)];
}
