using FirstRead.Core.Access;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>
/// A study whose files stand in the store: a series of two slices (<c>.1</c>), one of three frames in 8 bits (<c>.2</c>), the same in RLE
/// Lossless (<c>.3</c>), and a report by the model.
/// </summary>
internal sealed record StoredImages(Study Study)
{
    public const int Side = 16;
    private const int OverlayBytes = 6000;
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7.2";
    private const string Report = "1.2.840.10008.5.1.4.1.1.88.33";

    private static readonly Lock Sharing = new();
    private static Task<StoredImages>? shared;
    private static int made;

    public string Uid => Study.StudyInstanceUid;

    public string Slices => $"{Uid}.1";

    public string Frames => $"{Uid}.2";

    public string Compressed => $"{Uid}.3";

    public string Reports => $"{Uid}.4";

    public static string InstanceOf(string series, int number) => $"{series}.{number}";

    /// <summary>For tests that change nothing of it.</summary>
    public static Task<StoredImages> SharedAsync(World world)
    {
        lock (Sharing)
            return shared ??= SeedAsync(world);
    }

    /// <summary>A search names the study: the world has hundreds of others.</summary>
    public string PathOf(Permission row) => row.Path.Contains("{studyUid}", StringComparison.Ordinal) ? Filled(row.Path) : $"{row.Path}?StudyInstanceUID={Uid}";

    public string PathOf(string series, int number) => $"/api/dicomweb/studies/{Uid}/series/{series}/instances/{InstanceOf(series, number)}";

    /// <summary>Of one frame: no two of a study are the same.</summary>
    public static byte[] Pixels(int seed, int bytes)
    {
        var pixels = new byte[bytes];
        for (var i = 0; i < bytes; i++)
            pixels[i] = (byte)(i % 2 == 1 && bytes > Side * Side ? i % 7 : (i * 3) + seed);
        return pixels;
    }

    public static async Task<StoredImages> SeedAsync(World world, ClinicId? clinic = null)
    {
        var number = Interlocked.Increment(ref made);
        var id = world.NextStudyId(clinic);
        var uid = $"2.25.77{number:D6}";
        var patient = PatientToken.From(7_000_000 + (uint)number);
        await world.Studies.TouchAsync(Given.Study() with { Id = id, StudyInstanceUid = uid, Patient = patient }, default);
        var images = new StoredImages((await world.Studies.GetAsync(id, default))!);
        foreach (var slice in new[] { 1, 2 })
            await images.PutAsync(world, Slice(images, slice), TransferSyntax.ExplicitLittleEndian);
        await images.PutAsync(world, Cine(images, images.Frames, isPacked: false), TransferSyntax.ExplicitLittleEndian);
        await images.PutAsync(world, Cine(images, images.Compressed, isPacked: true), TransferSyntax.RleLossless);

        var report = $"results/{id}/000001/report.dcm";
        await world.Objects.PutAsync(World.Results, report, Bytes(Common(images, images.Reports, 1, Report, "SR"), TransferSyntax.ExplicitLittleEndian), "application/dicom", default);
        var result = Seeds.Result(id);
        var study = await world.FinishAsync(id, result with { Objects = new ResultObjects(null, [], null) { Report = report } });
        return new StoredImages(study);
    }

    private string Filled(string path) => path.Replace("{studyUid}", Uid).Replace("{seriesUid}", Slices).Replace("{instanceUid}", InstanceOf(Slices, 1)).Replace("{frames}", "1").Replace("{place}", "0-16");

    private static DicomDataset Slice(StoredImages of, int number) => Pixelled(Common(of, of.Slices, number, WellKnownUids.MrImageStorage, "MR"), 16, 1)
        .Add(new DicomTag(0x60003000), Vr.OW, new byte[OverlayBytes])
        .Add(Tags.PixelData, Vr.OW, Pixels(number, Side * Side * 2));

    private static DicomDataset Cine(StoredImages of, string series, bool isPacked)
    {
        var dataset = Pixelled(Common(of, series, 1, SecondaryCapture, "OT"), 8, 3);
        var frames = Enumerable.Range(0, 3).Select(frame => Pixels(frame, Side * Side)).ToArray();
        if (!isPacked)
            return dataset.Add(Tags.PixelData, Vr.OB, frames.SelectMany(frame => frame).ToArray());
        var description = PixelDescription.From(dataset);
        return dataset.Set(new DicomElement(Tags.PixelData, Vr.OB, [ReadOnlyMemory<byte>.Empty, .. frames.Select(frame => (ReadOnlyMemory<byte>)RleEncoder.Encode(frame, description))]));
    }

    private static DicomDataset Common(StoredImages of, string series, int number, string sopClass, string modality) => new DicomDataset()
        .Add(Tags.SOPClassUID, sopClass).Add(Tags.SOPInstanceUID, InstanceOf(series, number)).Add(Tags.SeriesInstanceUID, series).Add(Tags.StudyInstanceUID, of.Uid)
        .Add(Tags.Modality, modality).Add(Tags.SeriesDescription, $"{modality} AX").Add(Tags.StudyDescription, "HEAD").Add(Tags.InstanceNumber, number)
        .Add(Tags.PatientID, of.Study.Patient.Value).Add(Tags.PatientName, "PSEUDONYM^ONE").Add(Tags.PatientSex, "F").Add(Tags.StudyDate, "20200229").Add(Tags.StudyTime, "101500");

    private static DicomDataset Pixelled(DicomDataset dataset, int bits, int frames)
    {
        dataset.Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2").Add(Tags.Rows, Side).Add(Tags.Columns, Side)
            .Add(Tags.BitsAllocated, bits).Add(Tags.BitsStored, bits).Add(Tags.HighBit, bits - 1).Add(Tags.PixelRepresentation, 0);
        return frames > 1 ? dataset.Add(Tags.NumberOfFrames, frames) : dataset;
    }

    private static byte[] Bytes(DicomDataset dataset, TransferSyntax syntax)
    {
        using var file = new MemoryStream();
        dataset.WriteFile(file, syntax);
        return file.ToArray();
    }

    private async Task PutAsync(World world, DicomDataset dataset, TransferSyntax syntax)
    {
        var (instance, series) = (dataset.GetString(Tags.SOPInstanceUID)!, dataset.GetString(Tags.SeriesInstanceUID)!);
        var row = Given.Instance(1, Study.Id, UploadId.From(1)) with
        {
            SopInstanceUid = instance,
            SeriesInstanceUid = series,
            SopClassUid = dataset.GetString(Tags.SOPClassUID)!,
            Modality = dataset.GetString(Tags.Modality),
            TransferSyntaxUid = syntax.Uid,
            ObjectKey = $"studies/{Study.Id}/{series}/{instance}/f.dcm",
        };
        await world.Studies.PutInstanceAsync(row, default);
        await world.Objects.PutAsync(World.Deidentified, row.ObjectKey, Bytes(dataset, syntax), "application/dicom", default);
    }
}
