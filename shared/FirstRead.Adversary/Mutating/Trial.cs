using System.Diagnostics;
using FirstRead.Adversary.Marking;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Adversary.Mutating;

/// <summary>What became of one file.</summary>
/// <param name="Code">ok, held, or the code of the refusal.</param>
/// <param name="Fault">What must never happen, in words and without a value; null when all is well.</param>
/// <param name="Allocated">Bytes that the case allocated, freed ones included.</param>
public sealed record Verdict(string Code, string? Fault, TimeSpan Time, long Allocated);

/// <summary>Sends a file, whatever it is, through reader, decoder, de-identifier and writer, and judges what comes of it.</summary>
public sealed class Trial
{
    private static readonly Pseudonym Pseudonym = new(PatientToken.From(42), 1000);
    private static readonly UidMap Uids = new(Enumerable.Repeat((byte)7, 32).ToArray(), ClinicId.Parse("north"));
    private static readonly MarkerSearch Search = new(new MarkerPen());
    private static readonly DeidentificationProfile[] Profiles = [DeidentificationProfile.Basic, DeidentificationProfile.ClinicalReview];

    // Whatever holds pixels may hold the bytes of a marker that a mutation moved there.
    private static readonly DicomTag[] Pictures =
        [Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData, Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths, new(0x0028, 0x1201), new(0x0028, 0x1202), new(0x0028, 0x1203), new(0x0028, 0x3006)];

    /// <summary>Decode the first frames too.</summary>
    public bool Decode { get; init; }

    public Verdict Run(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (code, fault) = Judge(file);
        return new Verdict(code, fault, watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private (string Code, string? Fault) Judge(byte[] file)
    {
        try
        {
            if (Decode)
                DecodeFrames(file);
            var codes = Profiles.Select(profile => Deidentify(file, profile)).ToList();
            return codes[0];
        }
        catch (UnfitOutputException unfit)
        {
            return ("fault", unfit.Message);
        }
        catch (Exception unexpected)
        {
            return ("fault", $"{unexpected.GetType().Name}: {unexpected.Message} {unexpected.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("FirstRead.", StringComparison.Ordinal))?.Trim()}");
        }
    }

    private static (string Code, string? Fault) Deidentify(byte[] file, DeidentificationProfile profile)
    {
        var deidentifier = new Deidentifier(profile);
        using var target = new MemoryStream();
        try
        {
            using var source = new MemoryStream(file);
            using var opened = deidentifier.Open(source);
            if (opened.Hold is not null)
            {
                opened.ReadToEnd();
                return ("held", null);
            }
            deidentifier.Write(opened, Pseudonym, Uids, target);
        }
        catch (InstanceHeldException)
        {
            return ("held", null);
        }
        catch (InstanceRefusedException refused)
        {
            return Search.Find(System.Text.Encoding.UTF8.GetBytes(refused.Message)).FirstOrDefault(found => found.Form is MarkerForm.Text or MarkerForm.Uid) is { View: not null } survivor
                ? throw new UnfitOutputException($"the refusal's message ({refused.Code}) holds a value: {survivor}")
                : (refused.Code, null);
        }
        Examine(target.ToArray(), profile);
        return ("ok", null);
    }

    private static void Examine(byte[] output, DeidentificationProfile profile)
    {
        DicomDataset clean;
        try
        {
            clean = DicomDataset.Read(new MemoryStream(output));
        }
        catch (DicomException broken)
        {
            throw new UnfitOutputException($"the output under {profile.Name} does not read: {broken.Message}");
        }
        foreach (var tag in Pictures)
            clean.Remove(tag);
        using var plain = new MemoryStream();
        clean.WriteFile(plain);
        if (Search.Find(plain.ToArray()).FirstOrDefault(survivor => survivor.Form is MarkerForm.Text or MarkerForm.Uid) is { View: not null } leak)
            throw new UnfitOutputException($"the output under {profile.Name} holds a marker: {leak}");
    }

    private static void DecodeFrames(byte[] file)
    {
        try
        {
            using var reader = new DicomReader(new MemoryStream(file));
            var dataset = DicomDataset.Read(reader);
            var frames = PixelFrames.Open(dataset, reader.TransferSyntax);
            for (var index = 0; index < Math.Min(3, frames.Count); index++)
                _ = frames.GetFrame(index);
        }
        catch (DicomException)
        {
            // What it is made for: broken bytes have a code.
        }
    }
}
