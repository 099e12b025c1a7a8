using FirstRead.Cli.Results;
using FirstRead.Cli.Upload;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Demo;

/// <summary>The clinic fetches what was signed, and holds it against what it uploaded.</summary>
public sealed record ClinicVisit(IReadOnlyList<DemoCheck> Checks)
{
    /// <summary>Below the cloud's folder: the released sets lie here afterwards. What is in it names patients.</summary>
    public const string FolderName = "clinic-results";

    private const string OtherClinic = "harbour-uploader";

    private static readonly string[] Documents = ["report.dcm", "segmentation.dcm", "presentation-1.dcm", "report.pdf", "fhir.json"];

    // What a PACS files by, and what people look for.
    private static readonly DicomTag[] Identifiers =
    [
        Tags.PatientName, Tags.PatientID, Tags.PatientBirthDate, Tags.PatientSex, Tags.AccessionNumber, Tags.StudyInstanceUID, Tags.StudyDate, Tags.StudyTime, Tags.StudyID,
    ];

    /// <param name="originals">Folder of the study as it was uploaded.</param>
    public static async Task<ClinicVisit> RunAsync(CloudProcess cloud, StudyId study, string originals, TextWriter progress, CancellationToken cancel)
    {
        var folder = Path.Combine(cloud.Folder, FolderName);
        using var client = ResultsClient.Of(UploadTarget.OfCloud(cloud.CloudFile));
        using var results = new ResultsFolder(folder);
        var fetch = new ResultsFetch(client, results, TimeProvider.System, progress);
        await fetch.PassAsync(cancel);
        var checks = new List<DemoCheck>();
        if (fetch.Fetched is [var (report, place)] && report.StudyId == study.Value)
        {
            checks.Add(new DemoCheck("The clinic fetched the signed report as a set for its PACS", Whole(report), place));
            var wrong = Compare(place, originals);
            checks.Add(new DemoCheck($"Every identifier in it is the uploaded study's own ({report.Files.Count(IsDicom)} DICOM objects)", wrong.Count == 0, wrong.Count == 0 ? null : string.Join("; ", wrong.Take(5))));
        }
        else
            checks.Add(new DemoCheck("The clinic fetched the signed report as a set for its PACS", false, $"{fetch.Fetched.Count} sets"));
        checks.Add(new DemoCheck("Another clinic gets nothing of it", await IsClosedToOthersAsync(cloud, study, cancel)));
        return new ClinicVisit(checks);
    }

    private static bool Whole(ReleasedReport report) => Documents.All(name => report.Files.Any(file => file.Name == name));

    private static bool IsDicom(ReleasedDocument file) => file.Name.EndsWith(".dcm", StringComparison.Ordinal);

    private static async Task<bool> IsClosedToOthersAsync(CloudProcess cloud, StudyId study, CancellationToken cancel)
    {
        using var other = ResultsClient.Of(UploadTarget.OfCloud(cloud.CloudFile, OtherClinic));
        if ((await other.ListAsync(null, cancel)).Releases.Count > 0)
            return false;
        try
        {
            await other.ReleaseAsync(study.Value, cancel);
            return false;
        }
        catch (ReleaseRefusedException)
        {
            return true;
        }
    }

    /// <summary>What differs, in words without values.</summary>
    public static IReadOnlyList<string> Compare(string released, string originals)
    {
        var uploaded = Directory.EnumerateFiles(originals).Select(Read).ToList();
        var objects = Directory.EnumerateFiles(released, "*.dcm").Order(StringComparer.Ordinal).Select(path => (Name: Path.GetFileName(path), Document: Read(path))).ToList();
        var known = uploaded.Concat(objects.Select(one => one.Document)).SelectMany(Own).ToHashSet();
        var wrong = new List<string>();
        foreach (var (name, document) in objects)
        {
            foreach (var tag in Identifiers)
                if ((document.GetString(tag) ?? "") != (uploaded[0].GetString(tag) ?? ""))
                    wrong.Add($"{name}: {tag} is not the uploaded one");
            wrong.AddRange(References(document).Where(uid => !known.Contains(uid) && !UidRegistry.IsRegistered(uid)).Select(_ => $"{name} refers to what is neither uploaded nor beside it"));
        }
        if (!objects.SelectMany(one => References(one.Document)).Intersect(uploaded.Select(slice => slice.GetString(Tags.SOPInstanceUID)!)).Any())
            wrong.Add("nothing refers to an uploaded picture");
        return wrong;
    }

    private static IEnumerable<string> Own(DicomDataset document) =>
        new[] { Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID, Tags.FrameOfReferenceUID }.Select(document.GetString).OfType<string>();

    /// <summary>Study, series, instances and frames of reference that it names, at every depth; but for the model's report, which stays with us.</summary>
    private static IEnumerable<string> References(DicomDataset document)
    {
        foreach (var element in document)
        {
            if (element.Tag == Tags.PredecessorDocumentsSequence)
                continue;
            if (element.Tag == Tags.StudyInstanceUID || element.Tag == Tags.SeriesInstanceUID || element.Tag == Tags.FrameOfReferenceUID || element.Tag == Tags.ReferencedSOPInstanceUID)
                yield return document.GetString(element.Tag) ?? "";
            foreach (var item in element.Items ?? [])
                foreach (var uid in References(item))
                    yield return uid;
        }
    }

    private static DicomDataset Read(string path)
    {
        using var file = File.OpenRead(path);
        return DicomDataset.Read(file, Tags.PixelData);
    }
}
