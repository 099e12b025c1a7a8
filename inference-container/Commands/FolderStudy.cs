using System.Globalization;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Commands;

/// <summary>A DICOM file, or those under a folder, as a study, and a folder for its results.</summary>
internal sealed class FolderStudy(IReadOnlyList<Instance> instances, string? results) : IStudyImages, IResultSink
{
    /// <summary>Stands where a clinic's study id would: nothing of it leaves the machine.</summary>
    public static readonly StudyId Id = StudyId.Parse($"this-folder.{0:x32}");

    public IReadOnlyList<Instance> Instances => instances;

    /// <summary>Null where results are not wanted: then none is drawn.</summary>
    public IResultSink? Sink => results is null ? null : this;

    /// <summary>The study of the first file; files of other studies and files that are not DICOM are named in <paramref name="skipped"/>.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="image">Only this picture: an InstanceNumber or a SOPInstanceUID.</param>
    /// <param name="results">Null for nowhere.</param>
    /// <param name="skipped">Told of each file that is left out.</param>
    public static FolderStudy Open(string path, string? image, string? results, Action<string> skipped)
    {
        string? study = null;
        var found = new List<Instance>();
        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        foreach (var name in files)
        {
            try
            {
                using var file = File.OpenRead(name);
                using var reader = new DicomReader(file, leaveOpen: true);
                var header = DicomDataset.Read(reader, stopBefore: Tags.PixelData);
                study ??= header.GetString(Tags.StudyInstanceUID);
                if (header.GetString(Tags.StudyInstanceUID) == study)
                    found.Add(Describe(name, header, reader.TransferSyntax.Uid));
                else
                    skipped($"{name}: of another study");
            }
            catch (DicomException error)
            {
                skipped($"{name}: {error.Code}: {error.Message}");
            }
        }
        if (results is not null)
            Directory.CreateDirectory(results);
        return new([.. found.Where(instance => image is null || instance.SopInstanceUid == image || (int.TryParse(image, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && instance.InstanceNumber == number))], results);
    }

    public Task<Stream> OpenAsync(Instance instance, CancellationToken cancel) => Task.FromResult<Stream>(File.OpenRead(instance.ObjectKey));

    public async Task<string> PutAsync(string name, byte[] content, string contentType, CancellationToken cancel)
    {
        var path = Path.Combine(results ?? throw new InvalidOperationException("There is no folder for results."), name);
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
