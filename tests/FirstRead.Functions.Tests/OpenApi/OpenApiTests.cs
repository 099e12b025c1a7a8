using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FirstRead.Core.Access;
using FirstRead.Core.Release;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.OpenApi;

/// <summary>The checked-in description of the API is the one that the code gives, and the API answers as it says.</summary>
public partial class OpenApiTests
{
    private static readonly Lazy<JsonObject> Document = new(OpenApiDocument.Build);

    private static IEnumerable<Permission> Rows => AuthorizationTable.All;

    [Test]
    public void Document_IsWhatTheCodeGives()
    {
        var text = OpenApiDocument.Text(Document.Value);
        if (Environment.GetEnvironmentVariable("FIRSTREAD_UPDATE_DOCS") == "1")
            File.WriteAllText(OpenApiDocument.Path, text);
        Assert.That(File.ReadAllText(OpenApiDocument.Path), Is.EqualTo(text), "FIRSTREAD_UPDATE_DOCS=1 dotnet test tests/FirstRead.Functions.Tests --filter FullyQualifiedName~OpenApiTests writes it anew.");
    }

    [TestCaseSource(nameof(Rows))]
    public async Task Row_CalledByWhoMay_TakesAndAnswersAsDocumented(Permission row)
    {
        var world = await World.GetAsync();
        using var response = await AuthorizationTests.SendAsync(world, row, row.Anonymous ? null : world.TokenOf(row.Roles[0]));
        var operation = Document.Value["paths"]![row.Path]![row.Method.ToLowerInvariant()]!;
        var answer = operation["responses"]![$"{(int)response.StatusCode}"];
        Assert.That(answer, Is.Not.Null, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");

        if (response.RequestMessage!.Content is { } sent)
            Assert.That(Problems(operation["requestBody"], "application/json", await sent.ReadAsStringAsync()), Is.Empty, "The request");
        Assert.That(response.Headers.ETag is not null, Is.EqualTo(answer!["headers"] is not null), "ETag");
        if (answer["content"] is not JsonObject content)
        {
            Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
            return;
        }
        var type = response.Content.Headers.ContentType!.MediaType!;
        Assert.That(content.ContainsKey(type), Is.True, $"It is {type}.");
        if (type == "application/json")
            Assert.That(Problems(answer, type, await response.Content.ReadAsStringAsync()), Is.Empty, "The answer");
    }

    [Test]
    public async Task Problem_IsAsDocumented()
    {
        var world = await World.GetAsync();
        using var response = await world.SendAsync(AuthorizationTable.Worklist, "/api/worklist", null);
        Assert.That(Problems(Document.Value["components"]!["responses"]!["Problem"], "application/problem+json", await response.Content.ReadAsStringAsync()), Is.Empty);
    }

    /// <summary>Each <c>new Problem(status, "code"</c> of the web programs, and each reason not to release.</summary>
    [Test]
    public void ProblemOfTheCode_StandsOnThePage()
    {
        var folders = new[] { RepositoryRoot.Combine("functions"), RepositoryRoot.Combine("shared", "FirstRead.Web") };
        var made = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => MadeProblem().Matches(File.ReadAllText(file)))
            .Select(match => (Status: match.Groups[1].Value, Code: match.Groups[2].Value))
            .Concat(typeof(ReleaseCodes).GetFields().Select(field => (Status: "409", Code: (string)field.GetValue(null)!)))
            .Distinct().ToArray();
        var missing = made.Where(problem => !OpenApiDocument.Codes.GetValueOrDefault(problem.Status, []).Contains(problem.Code));
        Assert.That(made, Has.Length.GreaterThan(20));
        Assert.That(missing, Is.Empty, "docs/api.md, Errors: add the code to its status's row.");
    }

    private static IReadOnlyList<string> Problems(JsonNode? holder, string mediaType, string json)
    {
        var schema = holder?["content"]?[mediaType]?["schema"]?.AsObject() ?? throw new AssertionException($"No {mediaType} is documented here.");
        return new JsonSchema(Document.Value).Problems(JsonNode.Parse(json), schema);
    }

    [GeneratedRegex(@"(?:new Problem|readonly Problem \w+ = new)\((\d{3}), ""([a-z-]+)""")]
    private static partial Regex MadeProblem();
}
