using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.S3;
using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Samples;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Review;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.EndToEnd.Tests;

/// <summary>
/// A signed study in the running cloud, put there as Ingest, the container and the Api would have left it: simulated slices through
/// the real de-identifier, a model's outline, and what a radiologist drew in its place.
/// </summary>
internal sealed class TaughtStudy : IDisposable
{
    /// <summary>Words and numbers that stand in the answers and nowhere else.</summary>
    public const string Label = "Quokkaform lesion";
    public const string TruthNumber = "107.319";
    public const string AiNumber = "103.487";
    public const double Centre = 127.5;
    public const double Radius = 20;

    private readonly AmazonDynamoDBClient dynamo;
    private readonly AmazonS3Client s3;

    private TaughtStudy(CloudProcess cloud)
    {
        using var description = cloud.Describe();
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        var key = new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey"));
        dynamo = new AmazonDynamoDBClient(key, new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        s3 = new AmazonS3Client(key, new AmazonS3Config { ServiceURL = Text("s3"), AuthenticationRegion = Text("region"), ForcePathStyle = true });
    }

    public StudyId Id { get; private set; }

    public IReadOnlyList<Instance> Instances { get; private set; } = [];

    /// <summary>Key of the model's outlines.</summary>
    public string Contours => ObjectKeys.Result(Id, 1, "contours.json");

    public static async Task<TaughtStudy> StoreAsync(CloudProcess cloud, CancellationToken cancel)
    {
        var study = new TaughtStudy(cloud);
        await study.StoreAsync(cancel);
        return study;
    }

    public void Dispose()
    {
        dynamo.Dispose();
        s3.Dispose();
    }

    private async Task StoreAsync(CancellationToken cancel)
    {
        var folder = SharedCloud.CreateFolder();
        new SampleStudies(BrainSeries.Load(RepositoryFolder.Find())).Write(folder);
        var objects = new S3ObjectStore(s3);
        var files = Directory.EnumerateFiles(Path.Combine(folder, "b-ring-lesion")).Order(StringComparer.Ordinal);
        Instances = [.. await Task.WhenAll(files.Select((path, index) => StoreAsync(objects, path, index, cancel)))];
        Id = Instances[0].Study;
        var now = DateTimeOffset.UtcNow;
        var studies = new DynamoStudyStore(dynamo, ResourceNames.StudiesTable);
        await studies.TouchAsync(Given.Study() with { Id = Id, Simulated = true, InstanceCount = Instances.Count, CleanedQuestion = null, Times = new StudyTimes(now, now) }, cancel);
        foreach (var instance in Instances)
            await studies.PutInstanceAsync(instance, cancel);
        var analysed = await AnalyseAsync(studies, objects, cancel);
        var decision = new FindingDecision(1, "f1", Verdict.Amend, null, "Dr. Rosa Example", now, [.. Middle.Select(slice => new DrawnContour(slice.SopInstanceUid, 1, Ring(TruthNumber)))]);
        var round = new ReviewRound(1, [decision], new Signature("Mass, simulated.", "Dr. Rosa Example", "sub", now, 1));
        Assert.That(await new DynamoReviewStore(dynamo, ResourceNames.StudiesTable).SaveAsync(analysed with { Times = analysed.Times with { SignedAt = now } }, round, cancel), Is.True);
    }

    /// <summary>Five slices about the middle one, from whichever end they are counted.</summary>
    private IEnumerable<Instance> Middle => Instances.OrderBy(slice => slice.ImagePosition![2]).Skip((Instances.Count / 2) - 3).Take(6);

    private async Task<Study> AnalyseAsync(DynamoStudyStore studies, S3ObjectStore objects, CancellationToken cancel)
    {
        var outlines = new FindingContours("f1", [.. Middle.Select(slice => new Contour(slice.SopInstanceUid, 1, Ring(AiNumber), null, null, null))]);
        await objects.PutAsync(ResourceNames.ResultsBucket, Contours, ContourJson.Write(new ContourDocument(1, "Research use.", Id.Value, 1, [outlines])), "application/json", cancel);
        var queue = new DynamoWorkQueue(dynamo, ResourceNames.StudiesTable, TimeProvider.System);
        Assert.That(await queue.EnqueueAsync((await studies.GetAsync(Id, cancel))!.Queue(Instances.Count, incomplete: false, DateTimeOffset.UtcNow), cancel), Is.True);
        var claim = (await queue.TakeAsync(Id, "test", cancel))!;
        var result = Given.Result(Id, claim.Attempt, Risk.NoFinding);
        var finding = result.Findings[0] with { Label = Label, SeriesInstanceUid = Instances[0].SeriesInstanceUid, KeySopInstanceUid = Middle.First().SopInstanceUid };
        Assert.That(await queue.FinishAsync(claim, result with { Findings = [finding], Objects = new ResultObjects(Contours, [], null) }, cancel), Is.True);
        return (await studies.GetAsync(Id, cancel))!;
    }

    private static async Task<Instance> StoreAsync(S3ObjectStore objects, string path, int index, CancellationToken cancel)
    {
        var clinic = ClinicId.Parse("northside");
        using var file = new MemoryStream(await File.ReadAllBytesAsync(path, cancel));
        var deidentifier = new Deidentifier(DeidentificationProfile.ClinicalReview);
        using var opened = deidentifier.Open(file);
        using var target = new MemoryStream();
        // A key of its own: the demo's clinic may have uploaded the same sample.
        var written = deidentifier.Write(opened, new Pseudonym(PatientToken.From(0xBEEF), 77), new UidMap([.. Enumerable.Repeat((byte)9, 32)], clinic), target);
        var key = ObjectKeys.Deidentified(written.Study, written.SeriesInstanceUid, written.SopInstanceUid, FileId.From((uint)index));
        await objects.PutAsync(ResourceNames.DeidentifiedBucket, key, target.ToArray(), "application/dicom", cancel);
        var technical = opened.Technical;
        return new(
            written.Study, written.SopInstanceUid, technical.SopClassUid, written.SeriesInstanceUid, technical.TransferSyntaxUid, key, new string('0', 64), target.Length, technical.Modality,
            technical.BodyPart, technical.SeriesDescription, technical.InstanceNumber, technical.Rows, technical.Columns, 1, technical.ImagePosition, technical.ImageOrientation, UploadId.From(1));
    }

    /// <summary>A ring about the middle of the picture, its first corner's column as given: so the number can be looked for.</summary>
    private static double[][] Ring(string column)
    {
        var left = double.Parse(column, System.Globalization.CultureInfo.InvariantCulture);
        var (radius, middle) = (Centre - left, Centre);
        return [[left, middle], .. Enumerable.Range(1, 23).Select(corner => new[]
        {
            Math.Round(middle - (radius * Math.Cos(corner * Math.PI / 12)), 3), Math.Round(middle - (radius * Math.Sin(corner * Math.PI / 12)), 3),
        })];
    }
}
