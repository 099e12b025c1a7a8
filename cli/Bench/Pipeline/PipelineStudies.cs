using System.Globalization;
using System.IO.Compression;
using FirstRead.Cli.Bench.Analyze;
using FirstRead.Cli.Bench.Container;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>
/// The clinic's files: radiographs by formula, and the demo's simulated series with a lesion. Each study has UIDs and a
/// made-up person of its own; the same number gives the same bytes.
/// </summary>
internal sealed class PipelineStudies(string repository, string folder)
{
    private readonly Lazy<DicomDataset> _radiograph = new(AnalyzeInputs.Radiograph);
    private readonly Lazy<IReadOnlyList<DicomDataset>> _series = new(() => SeriesOf(repository, Path.Combine(folder, "samples")));
    private int _count;

    /// <summary>One chest radiograph of a child, 15 MB.</summary>
    public Task<IReadOnlyList<LocalFile>> RadiographAsync(CancellationToken cancel)
    {
        var number = ++_count;
        var picture = Named(_radiograph.Value, number, 0, "20160105")
            .Add(Tags.ImageType, "ORIGINAL", "PRIMARY")
            .Add(Tags.BurnedInAnnotation, "NO");
        return WriteAsync(number, [picture], cancel);
    }

    /// <summary>A brain series whose lesion is of high risk.</summary>
    public Task<IReadOnlyList<LocalFile>> SeriesAsync(int slices, CancellationToken cancel)
    {
        var (number, source) = (++_count, _series.Value);
        var distance = source[1].GetDoubles(Tags.ImagePositionPatient)[2] - source[0].GetDoubles(Tags.ImagePositionPatient)[2];
        return WriteAsync(number, Enumerable.Range(0, slices).Select(index =>
        {
            var slice = Named(source[index % source.Count], number, index, "19581103");
            var place = slice.GetDoubles(Tags.ImagePositionPatient);
            // A longer series goes on where the real one ends, at its distance.
            return slice.Add(Tags.ImagePositionPatient, place[0], place[1], place[2] + (index / source.Count * source.Count * distance));
        }), cancel);
    }

    /// <summary>A series as one archive.</summary>
    public async Task<IReadOnlyList<LocalFile>> ArchiveAsync(int slices, CancellationToken cancel)
    {
        var files = await SeriesAsync(slices, cancel);
        var target = Directory.CreateDirectory(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{_count}-archive")));
        await ZipFile.CreateFromDirectoryAsync(Path.GetDirectoryName(files[0].Path)!, Path.Combine(target.FullName, "study.zip"), cancel);
        Forget(files);
        return await LocalFile.ListAsync(target, cancel);
    }

    /// <summary>A brain series as the frames of one enhanced object, 131 KB each.</summary>
    public async Task<IReadOnlyList<LocalFile>> FramesAsync(int frames, CancellationToken cancel)
    {
        var (number, source) = (++_count, _series.Value);
        var target = Directory.CreateDirectory(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)));
        var (first, place) = (Named(source[0], number, 0, "19581103"), source[0].GetDoubles(Tags.ImagePositionPatient));
        var header = BenchFrames.Header(first, [.. Enumerable.Range(0, frames).Select(index => new[] { place[0], place[1], place[2] + index })]);
        await using (var file = File.Create(Path.Combine(target.FullName, "IM00000.dcm")))
        {
            var pixels = source.Select(slice => slice[Tags.PixelData]!.Value).ToList();
            BenchFrames.Write(file, header, Enumerable.Range(0, frames).Select(index => pixels[index % pixels.Count]), (long)frames * pixels[0].Length);
        }
        return await LocalFile.ListAsync(target, cancel);
    }

    /// <summary>Removes a study's files once they were sent.</summary>
    public static void Forget(IReadOnlyList<LocalFile> files) => Directory.Delete(Path.GetDirectoryName(files[0].Path)!, recursive: true);

    private static DicomDataset Named(DicomDataset source, int number, int index, string birthDate)
    {
        var copy = new DicomDataset();
        foreach (var element in source)
            copy.Set(element);
        var study = number.ToString("D6", CultureInfo.InvariantCulture);
        copy.Add(Tags.StudyInstanceUID, $"2.25.81{study}").Add(Tags.SeriesInstanceUID, $"2.25.82{study}").Add(Tags.FrameOfReferenceUID, $"2.25.83{study}")
            .Add(Tags.SOPInstanceUID, string.Create(CultureInfo.InvariantCulture, $"2.25.84{study}{index:D6}")).Add(Tags.InstanceNumber, index + 1);
        return PlantedHeader.Of(copy, new SyntheticIdentity($"Bench{study}", birthDate, "20190822"), source.GetString(Tags.BodyPartExamined) ?? "CHEST");
    }

    private Task<IReadOnlyList<LocalFile>> WriteAsync(int number, IEnumerable<DicomDataset> files, CancellationToken cancel)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)));
        foreach (var (index, file) in files.Index())
        {
            using var stream = File.Create(Path.Combine(target.FullName, string.Create(CultureInfo.InvariantCulture, $"IM{index:D5}.dcm")));
            file.WriteFile(stream, TransferSyntax.ExplicitLittleEndian);
        }
        return LocalFile.ListAsync(target, cancel);
    }

    private static IReadOnlyList<DicomDataset> SeriesOf(string repository, string samples)
    {
        new SampleStudies(BrainSeries.Load(repository)).Write(samples);
        return [.. Directory.EnumerateFiles(Path.Combine(samples, "b-ring-lesion"), "*.dcm").Order(StringComparer.Ordinal).Select(Read)];
    }

    private static DicomDataset Read(string path)
    {
        using var file = File.OpenRead(path);
        return DicomDataset.Read(file);
    }
}
