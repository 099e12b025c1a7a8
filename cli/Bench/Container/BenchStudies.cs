using System.Runtime.InteropServices;
using FirstRead.Cli.Samples;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Container;

/// <summary>
/// Studies as Ingest leaves them: objects, instance rows, in line. The slices are the demo's simulated series, repeated along its
/// normal a millimetre apart, and enlarged where another size is asked for. The same bytes each time.
/// </summary>
internal sealed class BenchStudies(BenchStores stores, IReadOnlyList<DicomDataset> slices, int side)
{
    private static readonly ClinicId Clinic = ClinicId.Parse("bench-clinic");

    /// <param name="repository">Where the sample series is.</param>
    /// <param name="folder">For the sample files.</param>
    public static IReadOnlyList<DicomDataset> Simulated(string repository, string folder)
    {
        new SampleStudies(BrainSeries.Load(repository)).Write(folder);
        return [.. Directory.EnumerateFiles(Path.Combine(folder, "b-ring-lesion"), "*.dcm").Order(StringComparer.Ordinal).Select(Read)];
    }

    /// <summary>Puts one study of <paramref name="count"/> slices in line.</summary>
    public async Task<StudyId> QueueAsync(int number, int count, CancellationToken cancel)
    {
        var id = StudyId.From(Clinic, (uint)number);
        await stores.Studies.TouchAsync(Row(id, number), cancel);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), cancel, async (index, inner) =>
        {
            var file = FileOf(number, index);
            var instance = Describe(id, file.Dataset, file.Bytes.Length, index);
            await stores.Objects.PutAsync(ResourceNames.DeidentifiedBucket, instance.ObjectKey, file.Bytes, "application/dicom", inner);
            await stores.Studies.PutInstanceAsync(instance, inner);
        });
        return await EnqueueAsync(id, count, cancel);
    }

    /// <summary>Puts one study in line that is one enhanced object of <paramref name="count"/> frames, written frame by frame.</summary>
    public async Task<StudyId> QueueFramesAsync(int number, int count, CancellationToken cancel)
    {
        var id = StudyId.From(Clinic, (uint)number);
        await stores.Studies.TouchAsync(Row(id, number), cancel);
        var (first, size) = (SliceOf(number, 0), side * side * sizeof(short));
        var header = BenchFrames.Header(first, [.. Enumerable.Range(0, count).Select(Position)]);
        var instance = Describe(id, header, (long)size * count, 0) with
        {
            Frames = count,
            ImagePosition = null,
            ImageOrientation = null,
        };
        await using (var stored = await stores.Objects.CreateAsync(ResourceNames.DeidentifiedBucket, instance.ObjectKey, "application/dicom", cancel))
        {
            BenchFrames.Write(stored.Content, header, Enumerable.Range(0, count).Select(index => SliceOf(number, index)[Tags.PixelData]!.Value), (long)size * count);
            await stored.CompleteAsync(cancel);
        }
        await stores.Studies.PutInstanceAsync(instance, cancel);
        return await EnqueueAsync(id, 1, cancel);
    }

    private async Task<StudyId> EnqueueAsync(StudyId id, int instances, CancellationToken cancel)
    {
        var stored = (await stores.Studies.GetAsync(id, cancel))!;
        return await stores.Queue.EnqueueAsync(stored.Queue(instances, incomplete: false, TimeProvider.System.GetUtcNow()), cancel)
            ? id
            : throw new CommandException($"Study {id} could not be put in line.");
    }

    private (DicomDataset Dataset, byte[] Bytes) FileOf(int study, int index)
    {
        var slice = SliceOf(study, index);
        using var file = new MemoryStream();
        slice.WriteFile(file);
        return (slice, file.ToArray());
    }

    private DicomDataset SliceOf(int study, int index)
    {
        var source = slices[index % slices.Count];
        var spacing = source.GetDoubles(Tags.PixelSpacing);
        var factor = side / source.GetInt(Tags.Rows)!.Value;
        var copy = new DicomDataset();
        foreach (var element in source)
            copy.Set(element);
        copy.Add(Tags.StudyInstanceUID, $"2.25.7{study:D6}").Add(Tags.SeriesInstanceUID, $"2.25.71{study:D6}").Add(Tags.FrameOfReferenceUID, $"2.25.72{study:D6}")
            .Add(Tags.SOPInstanceUID, $"2.25.73{study:D6}{index:D6}")
            .Add(Tags.InstanceNumber, index + 1)
            .Add(Tags.ImagePositionPatient, Position(index))
            .Add(Tags.PixelSpacing, spacing[0] / factor, spacing[1] / factor)
            .Add(Tags.Rows, side).Add(Tags.Columns, side)
            .Add(Tags.PixelData, Vr.OW, Enlarged(source[Tags.PixelData]!.Value.Span, side / factor, factor));
        return copy;
    }

    private double[] Position(int index)
    {
        var (origin, cosines) = (slices[0].GetDoubles(Tags.ImagePositionPatient), slices[0].GetDoubles(Tags.ImageOrientationPatient));
        double[] normal =
        [
            (cosines[1] * cosines[5]) - (cosines[2] * cosines[4]),
            (cosines[2] * cosines[3]) - (cosines[0] * cosines[5]),
            (cosines[0] * cosines[4]) - (cosines[1] * cosines[3]),
        ];
        return [.. origin.Zip(normal, (start, direction) => start + (index * direction))];
    }

    private static byte[] Enlarged(ReadOnlySpan<byte> pixels, int side, int factor)
    {
        var source = MemoryMarshal.Cast<byte, short>(pixels);
        var target = new short[side * side * factor * factor];
        for (var index = 0; index < target.Length; index++)
            target[index] = source[(index / (side * factor) / factor * side) + (index % (side * factor) / factor)];
        return MemoryMarshal.AsBytes(target.AsSpan()).ToArray();
    }

    private static Instance Describe(StudyId id, DicomDataset header, long bytes, int index)
    {
        var (series, uid) = (header.GetString(Tags.SeriesInstanceUID)!, header.GetString(Tags.SOPInstanceUID)!);
        return new(
            id, uid, header.GetString(Tags.SOPClassUID)!, series, TransferSyntax.ExplicitLittleEndian.Uid, ObjectKeys.Deidentified(id, series, uid, FileId.From((uint)index)), new string('0', 64), bytes,
            header.GetString(Tags.Modality), header.GetString(Tags.BodyPartExamined), header.GetString(Tags.SeriesDescription), index + 1,
            header.GetInt(Tags.Rows), header.GetInt(Tags.Columns), 1, header.GetDoubles(Tags.ImagePositionPatient), header.GetDoubles(Tags.ImageOrientationPatient), UploadId.From(1));
    }

    private static Study Row(StudyId id, int number) => new(
        id, $"2.25.7{number:D6}", PatientToken.From((uint)number), StudyStatus.Receiving, null, false, true, Priority.Routine, Risk.Undetermined, Risk.Undetermined,
        "MR", "BRAIN", null, false, 1, 0, 0, new(TimeProvider.System.GetUtcNow()), 1);

    private static DicomDataset Read(string path)
    {
        using var file = File.OpenRead(path);
        return DicomDataset.Read(file);
    }
}
