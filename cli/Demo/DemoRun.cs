using System.Diagnostics;
using FirstRead.Cli.Demo.Radiographs;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Core.Review;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Demo;

/// <summary>Uploads every sample as a clinic, watches until nothing more can happen, reads and signs in the portal, fetches the report, and checks.</summary>
public sealed class DemoRun(CloudProcess cloud, string repository, TimeProvider clock, TextWriter progress)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public async Task<DemoReport> RunAsync(CancellationToken cancel)
    {
        var began = Stopwatch.StartNew();
        var samples = Path.Combine(Path.GetTempPath(), $"firstread-samples-{Environment.ProcessId}");
        try
        {
            Say("Writing the sample studies");
            new SampleStudies(BrainSeries.Load(repository)).Write(samples);
            var radiographs = await RadiographSamples.WriteAsync(repository, TrainingArchive.FolderFor(repository), samples, cancel);
            foreach (var note in radiographs.Notes)
                Say(note);
            using var client = await UploadClient.LogInAsync(UploadTarget.OfCloud(cloud.CloudFile), cancel);
            var uploads = new List<DemoUpload>();
            foreach (var demo in DemoCase.All.Concat(radiographs.Cases))
            {
                Say($"Uploading ({demo.Letter}) {demo.Title}");
                uploads.Add(await DemoUpload.SendAsync(client, demo, samples, clock, cancel));
            }
            Say("Waiting for ingest, analysis and alerts");
            using var stores = new DemoStores(cloud);
            var observed = await WatchAsync(client, stores, uploads, cancel);
            Say("Reading and signing in the portal");
            var portal = await PortalVisit.RunAsync(cloud, observed.Single(study => study.Upload.Case.Letter == "b").Study.Id, Path.Combine(cloud.Folder, "pictures"));
            Say("Fetching the signed report as the clinic");
            var clinic = await ClinicVisit.RunAsync(cloud, portal.Study, Path.Combine(samples, "b-ring-lesion"), progress, cancel);
            Say("Releasing two studies for teaching");
            var negative = observed.Single(study => study.Upload.Case.Letter == "c").Study.Id;
            var teaching = await TeachingVisit.RunAsync(cloud, portal.Study, negative, Path.Combine(cloud.Folder, "pictures"));
            portal = portal with { Checks = [.. portal.Checks, .. clinic.Checks, .. teaching.Checks] };
            return await ReportAsync(stores, observed, radiographs, portal, began, cancel);
        }
        finally
        {
            if (Directory.Exists(samples))
                Directory.Delete(samples, recursive: true);
        }
    }

    private async Task<IReadOnlyList<DemoObservation>> WatchAsync(UploadClient client, DemoStores stores, IReadOnlyList<DemoUpload> uploads, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var observed = new List<DemoObservation>();
            foreach (var upload in uploads)
                if (await ObserveAsync(client, stores, upload, cancel) is { Ended: true } ended)
                    observed.Add(ended);
            if (observed.Count == uploads.Count)
                return observed;
            if (waiting.Elapsed > Patience)
                throw new CommandException($"After {Patience.TotalMinutes} minutes only {observed.Count} of {uploads.Count} studies had ended; see {cloud.Folder}/logs.");
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private async Task<DemoObservation?> ObserveAsync(UploadClient client, DemoStores stores, DemoUpload upload, CancellationToken cancel)
    {
        var state = await client.StateAsync(upload.Receipt.UploadId, cancel);
        if (state.Studies is not [var only] || await stores.Studies.GetAsync(StudyId.Parse(only.StudyId), cancel) is not { } study)
            return null;
        var result = await stores.Results.GetCurrentAsync(study.Id, cancel);
        return new DemoObservation(upload, state, study, result, DemoObservation.MessagesOf(study.Id, new Outbox(cloud.Folder).Read()));
    }

    private async Task<DemoReport> ReportAsync(DemoStores stores, IReadOnlyList<DemoObservation> observed, RadiographSamples radiographs, PortalVisit portal, Stopwatch began, CancellationToken cancel)
    {
        var checks = observed.SelectMany(study => study.Check()).Concat(radiographs.Checks).Concat(portal.Checks).ToList();
        var signed = await stores.Studies.GetAsync(portal.Study, cancel);
        checks.Add(new DemoCheck("The signature is recorded", signed?.Times.SignedAt is not null, signed?.Times.SignedAt?.ToString("O")));
        var documents = await DocumentsAsync(stores, portal.Study, cancel);
        checks.Add(new DemoCheck("The signed documents stand in the results bucket", documents.Missing.Count == 0 && documents.Names.Contains(SignedSet.ReportName) && documents.Names.Contains(SignedSet.PdfName),
            documents.Missing.Count == 0 ? string.Join(", ", documents.Names) : string.Join("; ", documents.Missing)));
        checks.Add(new DemoCheck("A result object of (b) stands in the results bucket",
            observed.Single(study => study.Study.Id == portal.Study).Result?.Objects.Segmentation?.StartsWith(ObjectKeys.ResultsPrefix, StringComparison.Ordinal) == true));
        var words = SampleStudies.People.Values.Concat(radiographs.People).SelectMany(person => person.Planted).Distinct().ToList();
        var planted = await PlantedScan.RunAsync(cloud.Folder, stores, words, cancel);
        checks.Add(new DemoCheck($"Each of {words.Count} planted words stands in the originals", planted.Unseen.Count == 0, planted.Unseen.Count == 0 ? null : string.Join("; ", planted.Unseen)));
        checks.Add(new DemoCheck($"None of them stands in any other of {planted.Places} files and table items", planted.Found.Count == 0,
            planted.Found.Count == 0 ? null : string.Join("; ", planted.Found.Take(5))));
        using var description = cloud.Describe();
        return new DemoReport(checks.TrueForAll(check => check.Ok), [.. observed.Select(study => study.Describe())], checks, radiographs.Notes,
            description.RootElement.GetProperty("gateway").GetString()!, began.ElapsedMilliseconds);
    }

    /// <summary>What the signature names, and what of it is not there.</summary>
    private static async Task<(IReadOnlyList<string> Names, IReadOnlyList<string> Missing)> DocumentsAsync(DemoStores stores, StudyId study, CancellationToken cancel)
    {
        var (names, missing) = (new List<string>(), new List<string>());
        foreach (var key in (await stores.Reviews.ListAsync(study, cancel)).SelectMany(round => round.Signature?.Objects ?? []))
        {
            names.Add(SignedSet.NameOf(key));
            await using var stored = await stores.Objects.OpenAsync(ResourceNames.ResultsBucket, key, null, cancel);
            if (stored is null)
                missing.Add(key);
        }
        return (names, missing);
    }

    private void Say(string line) => progress.WriteLine(line);
}
