using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Commands;

/// <summary>The DICOM files under a folder as a study, and a folder for its results.</summary>
internal sealed class FolderStudy(IReadOnlyList<Instance> instances, string? results) : IStudyImages, IResultSink
{
    /// <summary>Stands where a clinic's study id would: nothing of it leaves the machine.</summary>
    public static readonly StudyId Id = StudyId.Parse($"this-folder.{0:x32}");

    public IReadOnlyList<Instance> Instances => instances;

    /// <summary>The study of the first file; files of other studies and files that are not DICOM are named in <paramref name="skipped"/>.</summary>
    public static FolderStudy Open(string folder, string? results, Action<string> skipped)
    {
        string? study = null;
        var found = new List<Instance>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                using var file = File.OpenRead(path);
                using var reader = new DicomReader(file, leaveOpen: true);
                var header = DicomDataset.Read(reader, stopBefore: Tags.PixelData);
                study ??= header.GetString(Tags.StudyInstanceUID);
                if (header.GetString(Tags.StudyInstanceUID) == study)
                    found.Add(Describe(path, header, reader.TransferSyntax.Uid));
                else
                    skipped($"{path}: of another study");
            }
            catch (DicomException error)
            {
                skipped($"{path}: {error.Code}: {error.Message}");
            }
        }
        if (results is not null)
            Directory.CreateDirectory(results);
        return new(found, results);
    }

    public Task<Stream> OpenAsync(Instance instance, CancellationToken cancel) => Task.FromResult<Stream>(File.OpenRead(instance.ObjectKey));

    public async Task<string> PutAsync(string name, byte[] content, string contentType, CancellationToken cancel)
    {
        if (results is null)
            return name;
        var path = Path.Combine(results, name);
        await File.WriteAllBytesAsync(path, content, cancel);
        return path;
    }

    private static Instance Describe(string path, DicomDataset header, string transferSyntax) => new(
        Id,
        header.GetString(Tags.SOPInstanceUID) ?? path,
        header.GetString(Tags.SOPClassUID) ?? "",
        header.GetString(Tags.SeriesInstanceUID) ?? "",
        transferSyntax,
        path,
        "",
        new FileInfo(path).Length,
        header.GetString(Tags.Modality),
        header.GetString(Tags.BodyPartExamined),
        header.GetString(Tags.SeriesDescription),
        header.GetInt(Tags.InstanceNumber),
        header.GetInt(Tags.Rows),
        header.GetInt(Tags.Columns),
        header.Contains(Tags.Rows) ? header.GetInt(Tags.NumberOfFrames) ?? 1 : 0,
        header.GetDoubles(Tags.ImagePositionPatient) is { Count: 3 } position ? position : null,
        header.GetDoubles(Tags.ImageOrientationPatient) is { Count: 6 } orientation ? orientation : null,
        default);
}
