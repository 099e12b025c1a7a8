using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FirstRead.Cli.Results;

namespace FirstRead.Cli.Tests;

/// <summary>What a clinic's program makes of the portal's answers, against a portal that is a dictionary.</summary>
public sealed class ResultsTests
{
    private const string Study = "northside.00000000000000000000000000000001";
    private static readonly byte[] Report = "a report"u8.ToArray();

    private readonly StringBuilder said = new();
    private string root = "";
    private Portal portal = null!;

    [SetUp]
    public void MakeFolder()
    {
        root = Directory.CreateTempSubdirectory("firstread-results-").FullName;
        said.Clear();
        portal = new Portal();
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task Pass_WhatWasSigned_LiesInItsFolderWhole()
    {
        portal.Sign(Study, 1, accession: "ACC 1/2");

        await PassAsync();

        var set = Directory.GetDirectories(root).Single(path => !path.EndsWith(".firstread", StringComparison.Ordinal));
        Assert.That(Path.GetFileName(set), Does.Match("^ACC_1_2-[0-9a-f]{12}$"), "an accession number names no path");
        Assert.That(Files(), Is.EqualTo(new[] { Path.Combine(Path.GetFileName(set), "1.2.3-1", "fhir.json"), Path.Combine(Path.GetFileName(set), "1.2.3-1", "report.dcm") }));
        Assert.That(File.ReadAllBytes(Path.Combine(set, "1.2.3-1", "report.dcm")), Is.EqualTo(Report));
        Assert.That(said.ToString(), Does.StartWith("fetched   ").And.Contain("2 files"));
    }

    [Test]
    public async Task Pass_Twice_AsksForNothingTwice_EvenWhenTheFilesWentOn()
    {
        portal.Sign(Study, 1, accession: null);
        await PassAsync();
        Directory.Delete(Path.Combine(root, "1.2.3"), recursive: true);

        await PassAsync();

        Assert.That(portal.Released, Is.EqualTo(new[] { Study }), "each asking is audited");
        Assert.That(portal.Cursors, Is.EqualTo(new[] { null, "cursor-1" }));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task Pass_Addendum_StandsBesideTheReport()
    {
        portal.Sign(Study, 1, "ACC");
        await PassAsync();
        portal.Sign(Study, 2, "ACC");

        await PassAsync();

        Assert.That(Directory.GetDirectories(Path.Combine(root, "ACC")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "1.2.3-1", "1.2.3-2" }));
        Assert.That(said.ToString(), Does.Contain("in place of signature 1"));
    }

    [TestCase("../../evil", "^_[.][.]_evil-[0-9a-f]{12}$")]
    [TestCase("..", "^-[0-9a-f]{12}$")]
    [TestCase(".firstread", "^firstread-[0-9a-f]{12}$")]
    public async Task Pass_NamesThatLeadOut_StayInTheFolder(string accession, string expected)
    {
        portal.Sign(Study, 1, accession);
        await PassAsync();
        var made = Directory.GetDirectories(root).Select(path => Path.GetFileName(path)!).Single(name => name != ".firstread");
        Assert.That(made, Does.Match(expected));
        Assert.That(Files(), Has.Length.EqualTo(2));
    }

    [TestCase("../report.dcm")]
    [TestCase("report.sh")]
    [TestCase(".dcm")]
    public async Task Pass_DocumentWithAStrangeName_IsRefused(string name)
    {
        portal.Sign(Study, 1, "ACC", name);
        var fetch = await PassAsync();
        Assert.That(fetch.AnyRefused);
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task Pass_WhatThePortalRefuses_IsSaidAndTheRestIsFetched()
    {
        portal.Refuse("northside.00000000000000000000000000000009", "unknown-uid", "(0020,0052) names nothing.");
        portal.Sign(Study, 1, "ACC");

        var fetch = await PassAsync();

        Assert.That(fetch.AnyRefused);
        Assert.That(Files(), Has.Length.EqualTo(2));
        Assert.That(said.ToString(), Does.Contain("refused   ").And.Contain("unknown-uid: (0020,0052) names nothing."));
    }

    [Test]
    public async Task Pass_DocumentThatArrivesBroken_LeavesNothingAndIsTriedAgain()
    {
        portal.Sign(Study, 1, "ACC");
        portal.Corrupt = true;
        await Assert.ThrowsAsync<HttpRequestException>(() => PassAsync());
        Assert.That(Files(), Is.Empty);
        Assert.That(Directory.GetDirectories(Path.Combine(root, ".firstread")), Is.Empty);

        portal.Corrupt = false;
        await PassAsync();

        Assert.That(Files(), Has.Length.EqualTo(2));
        Assert.That(portal.Cursors, Is.EqualTo(new string?[] { null, null }), "the cursor stays before what failed");
    }

    [Test]
    public async Task Pass_WhenTheTokenHasRunOut_LogsInAgain()
    {
        portal.Sign(Study, 1, "ACC");
        portal.Expire = 1;
        await PassAsync();
        Assert.That((portal.LogIns, Files().Length), Is.EqualTo((2, 2)));
    }

    /// <summary>Longer and longer rests, to five minutes, while the portal is away; a pass that goes through ends them.</summary>
    [Test]
    public async Task Watch_WhileThePortalIsAway_WaitsLongerEachTime()
    {
        portal.Sign(Study, 1, "ACC");
        portal.IsAway = [true, true, true, true, true, true, true, true, false, true, true, false];
        using var ended = new CancellationTokenSource();
        var clock = new ImpatientClock(rests => rests == 12, ended);
        using var folder = new ResultsFolder(root);
        using var downloads = new Wire(portal.Answer);
        using var client = new ResultsClient(_ => Task.FromResult(portal.LogIn()), downloads);
        await using var output = new StringWriter(said);

        var watch = () => new ResultsFetch(client, folder, clock, output).WatchAsync(TimeSpan.FromSeconds(30), ended.Token);

        Assert.That(async () => await watch(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.Rests.Select(rest => rest.TotalSeconds), Is.EqualTo(new[] { 5.0, 10, 20, 40, 80, 160, 300, 300, 30, 5, 10, 30 }));
        Assert.That(Files(), Has.Length.EqualTo(2), "fetched once the portal was back");
        Assert.That(said.ToString(), Does.Contain("waiting   300 s: "));
    }

    [Test]
    public void Folder_HeldByAnotherProgram_IsRefused()
    {
        using var first = new ResultsFolder(root);
        Assert.Throws<CommandException>(() => new ResultsFolder(root).Dispose());
    }

    private async Task<ResultsFetch> PassAsync()
    {
        using var folder = new ResultsFolder(root);
        using var downloads = new Wire(portal.Answer);
        using var client = new ResultsClient(_ => Task.FromResult(portal.LogIn()), downloads);
        await using var output = new StringWriter(said);
        var fetch = new ResultsFetch(client, folder, TimeProvider.System, output);
        await fetch.PassAsync(default);
        return fetch;
    }

    private string[] Files() => [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(root, path))
        .Where(path => !path.StartsWith(".firstread", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    /// <summary>Answers as docs/api.md says.</summary>
    private sealed class Portal
    {
        private readonly List<(string Study, int Number, Func<HttpResponseMessage> Answer)> signed = [];

        public List<string> Released { get; } = [];

        public List<string?> Cursors { get; } = [];

        public bool Corrupt { get; set; }

        public int Expire { get; set; }

        /// <summary>Whether it cannot be reached, each time that it is asked for the list; afterwards it can.</summary>
        public IReadOnlyList<bool> IsAway { get; set; } = [];

        private int asked;

        public int LogIns { get; private set; }

        public HttpClient LogIn()
        {
            LogIns++;
            return new HttpClient(new Wire(Answer)) { BaseAddress = new Uri("https://portal.example") };
        }

        public void Sign(string study, int number, string? accession, string name = "report.dcm") => signed.Add((study, number, () => Json(new
        {
            studyId = study,
            number,
            signedAt = DateTimeOffset.UnixEpoch,
            former = number > 1 ? number - 1 : (int?)null,
            superseded = false,
            studyInstanceUid = "1.2.3",
            accessionNumber = accession,
            files = new[] { File(name), File("fhir.json") },
        })));

        public void Refuse(string study, string code, string detail) => signed.Add((study, 1, () => Json(new { code, title = "No", detail }, HttpStatusCode.Conflict)));

        public HttpResponseMessage Answer(HttpRequestMessage request)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (request.RequestUri.Host == "files.example")
                return new(HttpStatusCode.OK) { Content = new ByteArrayContent(Corrupt ? "a rePort"u8.ToArray() : Report) };
            if (Expire-- > 0)
                return new(HttpStatusCode.Unauthorized);
            if (path == "/api/releases")
            {
                if (asked++ < IsAway.Count && IsAway[asked - 1])
                    throw new HttpRequestException("No route to the portal.");
                Cursors.Add(request.RequestUri.Query is { Length: > 0 } query ? query["?since=".Length..] : null);
                return Json(new { releases = signed.Select(one => new { studyId = one.Study, number = one.Number, signedAt = DateTimeOffset.UnixEpoch }), next = $"cursor-{signed.Count}", more = false });
            }
            var study = path.Split('/')[3];
            Released.Add(study);
            return signed.Last(one => one.Study == study).Answer();
        }

        private static object File(string name) => new { name, bytes = Report.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(Report)), url = "https://files.example/x" };

        private static HttpResponseMessage Json(object body, HttpStatusCode status = HttpStatusCode.OK) =>
            new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
    }

    /// <summary>Every rest is over at once, and remembered.</summary>
    private sealed class ImpatientClock(Predicate<int> isEnough, CancellationTokenSource ended) : TimeProvider
    {
        public List<TimeSpan> Rests { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Rests.Add(dueTime);
            if (isEnough(Rests.Count))
                ended.Cancel();
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Wire(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
