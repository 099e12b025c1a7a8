using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using FirstRead.Local.Counting;
using FirstRead.Local.Wire;
using FirstRead.Testing;

namespace FirstRead.Local.Tests.Counting;

/// <summary>Before the real DynamoDB Local: what passes is counted, and passes as it was.</summary>
public sealed class CountingDynamoTests
{
    private RequestCounts counts = null!;
    private CountingDynamo proxy = null!;
    private LoopbackServer server = null!;
    private AmazonDynamoDBClient client = null!;
    private string table = null!;

    [SetUp]
    public async Task StartAsync()
    {
        counts = new RequestCounts();
        (var direct, table) = await DynamoDbLocal.CreateVaultTableAsync();
        proxy = new CountingDynamo(new Uri(direct.Config.ServiceURL), counts);
        server = await LoopbackServer.StartAsync(0, "DynamoDB", proxy.HandleAsync);
        client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("id", "secret"),
            new AmazonDynamoDBConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = direct.Config.AuthenticationRegion ?? "us-east-1", ClientAppId = "ingest" });
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        proxy.Dispose();
    }

    [Test]
    public async Task Requests_OfAProgram_AreCountedWithTheirUnitsAndAnsweredAsTheyWere()
    {
        await client.PutItemAsync(table, Item("a", new string('x', 1500)));
        var found = await client.GetItemAsync(new GetItemRequest { TableName = table, Key = Key("a"), ConsistentRead = true });
        await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Put = new() { TableName = table, Item = Item("b", "short") } }] });

        Assert.That(found.Item["text"].S, Has.Length.EqualTo(1500));
        Assert.That(found.ConsumedCapacity?.CapacityUnits, Is.EqualTo(1));
        // AWS would take two for the write under transaction (developer guide, "Capacity management for transactions").
        Assert.That(Lines(), Is.EqualTo(new[] { "ingest GetItem 1 1 0", "ingest PutItem 1 0 2", "ingest TransactWriteItems 1 0 4" }));
    }

    [Test]
    public async Task Request_WhoseConditionFails_IsRefusedAsItWasAndCountedApart()
    {
        await client.PutItemAsync(table, Item("a", "first"));

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => client.PutItemAsync(new() { TableName = table, Item = Item("a", "second"), ConditionExpression = "attribute_not_exists(pk)" }));

        Assert.That(Lines(), Is.EqualTo(new[] { "ingest PutItem 1 0 1", "ingest PutItem, refused 1 0 0" }));
    }

    [Test]
    public async Task Requests_OfSeveralPrograms_AreToldByOneGet()
    {
        await client.ListTablesAsync();
        counts.Add("S3", RequestCounts.Nobody, "PutObject");

        using var http = new HttpClient();
        var told = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri(server.Address, "requests")))!.AsArray();

        Assert.That(told.Select(row => $"{row!["service"]} {row["program"]} {row["operation"]}"), Is.EqualTo(new[] { "DynamoDB ingest ListTables", "S3 - PutObject" }));
    }

    private IEnumerable<string> Lines() =>
        counts.Describe().Select(row => $"{row!["program"]} {row["operation"]} {row["requests"]} {row["readUnits"]} {row["writeUnits"]}");

    private static Dictionary<string, AttributeValue> Key(string name) => new() { ["pk"] = new(name), ["sk"] = new("META") };

    private static Dictionary<string, AttributeValue> Item(string name, string text) => new(Key(name)) { ["text"] = new(text) };
}
