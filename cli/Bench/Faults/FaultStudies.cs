using System.Buffers.Binary;
using FirstRead.Cli.Samples;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Writes the studies of a run: tiny MR slices by formula, with a made-up person wherever headers hold one. The same seed writes the same bytes.</summary>
internal sealed class FaultStudies(int seed, string folder)
{
    private const int Side = 64;

    /// <summary>What every made-up person's values hold: one search finds them all.</summary>
    public const string Word = "Wombatastic";

    /// <summary>One day for all, so that no shift of another study's dates can make it.</summary>
    private const string BirthDate = "19630417", StudyDate = "20190822";

    private static readonly (StudyKind Kind, int Weight)[] Mix =
    [
        (StudyKind.Plain, 8), (StudyKind.Bright, 5), (StudyKind.Split, 2), (StudyKind.Poison, 2), (StudyKind.Duplicate, 1), (StudyKind.Conflict, 1), (StudyKind.Missing, 1), (StudyKind.OtherName, 1), (StudyKind.Cancelled, 1),
    ];

    private readonly Random random = new(unchecked(seed * 7919));

    public static IReadOnlyList<string> Planted { get; } = [Word, "Quillfeather", "Hollis", "555-0142", StudyDate, BirthDate];

    /// <summary>The first ones try each kind once, whatever the seed.</summary>
    public IReadOnlyList<PlannedStudy> Write(int count) => [.. Enumerable.Range(0, count).Select(number => Write(number, number < Mix.Length ? Mix[number].Kind : Drawn()))];

    private StudyKind Drawn()
    {
        var drawn = random.Next(Mix.Sum(kind => kind.Weight));
        return Mix.First(kind => (drawn -= kind.Weight) < 0).Kind;
    }

    private PlannedStudy Write(int number, StudyKind kind)
    {
        // Some are a patient's second study: both meet in the vault.
        var patient = kind == StudyKind.OtherName || random.Next(5) == 0 ? number / 2 * 2 : number;
        var person = new SyntheticIdentity($"{Word}{patient}", BirthDate, StudyDate);
        var place = Directory.CreateDirectory(Path.Combine(folder, $"{number:D5}")).FullName;
        var slices = Enumerable.Range(0, 1 + random.Next(3)).Select(index => Slice(number, index, person, bright: kind == StudyKind.Bright && index == 0)).ToList();
        switch (kind)
        {
            case StudyKind.Duplicate:
                Save(place, "a", slices[0]);
                break;
            case StudyKind.Conflict:
                Save(place, "a", Slice(number, 0, person, bright: false, level: 77));
                break;
            case StudyKind.Poison:
                Poison(place, Bytes(slices[0]));
                break;
            case StudyKind.Split:
                var other = Directory.CreateDirectory(Path.Combine(folder, $"{number:D5}-more")).FullName;
                Save(other, "z", Slice(number, 9, person, bright: false));
                SaveAll(place, slices);
                return new PlannedStudy(number, patient, kind, [place, other], []);
            case StudyKind.Missing:
            case StudyKind.Cancelled:
                Save(place, "never", Slice(number, 9, person, bright: false));
                break;
            case StudyKind.OtherName:
                slices = [slices[0].Add(Tags.PatientName, $"Zz{Word}{number}x^Quillfeather")];
                break;
            default:
                break;
        }
        SaveAll(place, slices);
        return new PlannedStudy(number, patient, kind, [place], kind is StudyKind.Missing or StudyKind.Cancelled ? ["never.dcm"] : []);
    }

    private DicomDataset Slice(int study, int index, SyntheticIdentity person, bool bright, short level = 100)
    {
        var slice = new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
            .Add(Tags.SOPInstanceUID, $"2.25.9{seed:D6}{study:D6}3{index:D4}")
            .Add(Tags.SeriesInstanceUID, $"2.25.9{seed:D6}{study:D6}2")
            .Add(Tags.StudyInstanceUID, $"2.25.9{seed:D6}{study:D6}1")
            .Add(Tags.FrameOfReferenceUID, $"2.25.9{seed:D6}{study:D6}4")
            .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "OTHER")
            .Add(Tags.Modality, "MR")
            .Add(Tags.BodyPartExamined, "CHEST")
            .Add(Tags.PatientSex, "F")
            .Add(Tags.StudyTime, "101500")
            .Add(Tags.SeriesNumber, 1)
            .Add(Tags.InstanceNumber, index + 1)
            .Add(Tags.ImagePositionPatient, "-120", "-110", $"{5 * index}")
            .Add(Tags.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
            .Add(Tags.PixelSpacing, 1.0, 1.0)
            .Add(Tags.SliceThickness, 5.0)
            .Add(Tags.SamplesPerPixel, 1)
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.Rows, Side).Add(Tags.Columns, Side)
            .Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0)
            .Add(Tags.PixelData, Vr.OW, Pixels(study, index, bright, level));
        return PlantedHeader.Of(slice, person, "CHEST");
    }

    /// <summary>Nearly flat, with noise; a bright one has a spot.</summary>
    private static byte[] Pixels(int study, int index, bool bright, short level)
    {
        var (noise, bytes) = (new Random((study * 31) + index), new byte[Side * Side * sizeof(short)]);
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
            {
                var spot = bright && row is >= 24 and < 40 && column is >= 24 and < 40 ? 2000 : 0;
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * ((row * Side) + column)), (short)(level + noise.Next(100) + spot));
            }
        return bytes;
    }

    private static void Poison(string place, byte[] good)
    {
        File.WriteAllText(Path.Combine(place, "letter.dcm"), $"This is a letter that somebody renamed, to Zz{Word}.\n");
        File.WriteAllBytes(Path.Combine(place, "cut.dcm"), good[..(good.Length / 2)]);
        // Behind the preamble and the file meta, an element of two gigabytes.
        var lying = good[..400].Concat(new byte[] { 0x08, 0x00, 0x08, 0x00, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0x7F }).ToArray();
        File.WriteAllBytes(Path.Combine(place, "lying.dcm"), lying);
    }

    private static void SaveAll(string place, IReadOnlyList<DicomDataset> slices)
    {
        foreach (var (index, slice) in slices.Index())
            Save(place, $"IM{index:D4}", slice);
    }

    private static void Save(string place, string name, DicomDataset slice) => File.WriteAllBytes(Path.Combine(place, name + ".dcm"), Bytes(slice));

    private static byte[] Bytes(DicomDataset slice)
    {
        using var file = new MemoryStream();
        slice.WriteFile(file);
        return file.ToArray();
    }
}
