using System.Text.Json;
using System.Text.RegularExpressions;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Probe;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A test study, from the command to the phone, by the real functions, container and portal under their own rights.</summary>
[TestFixture]
public sealed partial class TestStudyTests
{
    /// <summary>Of the local cloud: numbers reserved for fiction.</summary>
    private const string TestPhone = "+12025550199";
    private const string OnCallPhone = "+12025550142";

    [Test, CancelAfter(1_500_000)]
    public async Task TestStudy_NotAnsweredAndThenAnswered_RingsAndStopsRinging(CancellationToken cancel)
    {
        var cloud = await SharedCloud.GetAsync();
        using var stores = ProbeStores.OfCloud(cloud.CloudFile);
        var said = new StringWriter();
        var run = new ProbeRun(stores, TimeProvider.System, said).RunAsync(TimeSpan.FromHours(1), cancel);

        var message = await UntilAsync(() => MessagesTo(cloud, TestPhone) is [var first, ..] ? first : null, cancel);
        var link = Link().Match(message).Groups[1].Value;
        var study = StudyId.Parse(link[(link.LastIndexOf('/') + 1)..]);
        await UntilAsync(() => LastLine(cloud) is { } line && line.Contains("\"testOverdue\":1", StringComparison.Ordinal) ? line : null, cancel);
        await AcknowledgeAsync(cloud, link, study, stores.Studies, cancel);
        Assert.That(await run, Is.Zero, said.ToString());
        await UntilAsync(() => LastLine(cloud) is { } line && line.Contains("\"testOverdue\":0", StringComparison.Ordinal) ? line : null, cancel);

        var row = (await stores.Studies.GetAsync(study, cancel))!;
        Assert.Multiple(async () =>
        {
            Assert.That((row.Id.Clinic, row.InstanceCount, row.Simulated, row.Times.AcknowledgedAt is not null), Is.EqualTo((ClinicId.Synthetic, 4, true, true)));
            Assert.That(row.Status == StudyStatus.Analysed || row.Reason!.StartsWith(AnalysisCodes.UnlikeTraining, StringComparison.Ordinal), Is.True, $"a model ran, and may say that it is a drawing: {row.Status}, {row.Reason}");
            Assert.That(MessagesTo(cloud, OnCallPhone).Where(text => text.Contains("TEST", StringComparison.Ordinal)), Is.Empty, "nobody of the rota was called");
            Assert.That((await stores.Studies.WorklistAsync(1000, cancel)).Where(open => open.Id.Clinic.IsSynthetic), Is.Empty);
            Assert.That(said.ToString(), Does.Contain("planned").And.Contain("sent at").And.Contain($"study {study}").And.Contain("message sent").And.Contain("acknowledged at"));
        });
    }

    /// <summary>As whoever holds the phone does: the link, the login, the button. Where no browser is, by the row that the button writes.</summary>
    private static async Task AcknowledgeAsync(CloudProcess cloud, string link, StudyId study, IStudyStore studies, CancellationToken cancel)
    {
        if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
        {
            var row = (await studies.GetAsync(study, cancel))!;
            Assert.That(await studies.ReplaceAsync(Core.Triage.Acknowledgement.Acknowledge(row, TimeProvider.System.GetUtcNow()), cancel), Is.True);
            return;
        }
        var (portal, user, password) = DemoLogins.Of(cloud, "radiologist");
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var flow = await browser.OpenAsync(portal, 1360, 850);
        await flow.LogIn(user, password, new Uri(link).PathAndQuery + new Uri(link).Fragment);
        await flow.Acknowledge();
        Assert.That(flow.Complaints, Is.Empty);
    }

    private static async Task<string> UntilAsync(Func<string?> look, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
            if (look() is { } found)
                return found;
        throw new OperationCanceledException(cancel);
    }

    private static IReadOnlyList<string> MessagesTo(CloudProcess cloud, string phone)
    {
        var lines = Lines(Path.Combine(cloud.Folder, "outbox.jsonl")).Where(line => line.EndsWith('}')).Select(line => JsonDocument.Parse(line).RootElement);
        return [.. lines.Where(line => line.GetProperty("phone").GetString() == phone).Select(line => line.GetProperty("message").GetString()!)];
    }

    /// <summary>The newest look of Reconcile.</summary>
    private static string? LastLine(CloudProcess cloud) =>
        Lines(Path.Combine(cloud.Folder, "logs", "reconcile.log")).LastOrDefault(line => line.Contains("\"event\":\"reconciled\"", StringComparison.Ordinal) && line.EndsWith('}'));

    /// <summary>None where nothing was written yet.</summary>
    private static IReadOnlyList<string> Lines(string path)
    {
        if (!File.Exists(path))
            return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    [GeneratedRegex(@"Acknowledge: (\S+)")]
    private static partial Regex Link();
}
