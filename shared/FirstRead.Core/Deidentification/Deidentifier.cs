using FirstRead.Core.Deidentification.Codestreams;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// De-identifies one Part 10 file as a stream (PS3.15 Annex E), in two steps, for the date shift must be known before the
/// first attribute is written and the patient is known only after group 0010. Memory is bounded by the header's limits,
/// whatever the pixels' size. Holds no state: one instance serves any number of threads.
/// </summary>
/// <param name="detector">Looks for burned-in text under 113101; without one, every instance at risk is held.</param>
/// <param name="limits">Of clearing pixels; null for <see cref="PixelCleaningLimits.Default"/>.</param>
public sealed class Deidentifier(DeidentificationProfile profile, ITextDetector? detector = null, PixelCleaningLimits? limits = null)
{
    // Everything before group 7FE0 is held in memory; what is in it and above is copied or passed over.
    private static readonly DicomTag BulkBegins = new(0x7FE0, 0x0000);

    private readonly AttributeRules rules = new(profile);
    private readonly PixelCleaningLimits pixelLimits = limits ?? PixelCleaningLimits.Default;

    /// <summary>Of a header: no real one comes near, and a hostile one cannot fill the memory of a function.</summary>
    public static ReadLimits HeaderLimits { get; } = new() { MaxValueBytes = 32 << 20, MaxDatasetBytes = 128 << 20 };

    /// <summary>Reads the header: everything before the pixels or other bulk data.</summary>
    /// <param name="source">Read forward only, synchronously; stays the caller's.</param>
    /// <param name="limits">Null for <see cref="HeaderLimits"/>.</param>
    /// <param name="release">A person's decision about this very instance, after it was held.</param>
    /// <exception cref="InstanceRefusedException">Not DICOM, truncated, malformed, beyond the limits, or without its UIDs.</exception>
    public OpenedInstance Open(Stream source, ReadLimits? limits = null, PixelRelease? release = null)
    {
        var reader = new DicomReader(source, limits ?? HeaderLimits, leaveOpen: true);
        try
        {
            var header = DicomDataset.Read(reader, BulkBegins, limits ?? HeaderLimits);
            HeaderFacts.RequireMeasure(header);
            var sopClass = header.GetString(Tags.SOPClassUID) ?? reader.FileMeta.MediaStorageSopClassUid
                ?? throw new InstanceRefusedException(RefusalCodes.MissingIdentifier, $"SOPClassUID {Tags.SOPClassUID} is absent or empty.");
            UncleanableClasses.RefuseDirectory(sopClass);
            var technical = HeaderFacts.Technical(header, sopClass, reader.TransferSyntax.Uid, profile.Has(DeidentificationOption.CleanDescriptors));
            var risk = PixelRisk.Of(header, sopClass, reader.TransferSyntax.IsEncapsulated);
            var decision = PixelDecision.Of(header, reader.TransferSyntax, risk, CleansPixels, detector is not null, pixelLimits, release);
            var hold = UncleanableClasses.Hold(sopClass) ?? decision.Hold ?? (release is null ? Faces.Hold(profile, technical) ?? CodestreamCleaner.Hold(reader.TransferSyntax) : null);
            return new OpenedInstance(reader, header, HeaderFacts.Identity(header), technical, decision with { Hold = hold });
        }
        catch (Exception problem)
        {
            reader.Dispose();
            throw problem is DicomException broken ? InstanceRefusedException.From(broken) : problem;
        }
    }

    private bool CleansPixels => profile.Has(DeidentificationOption.CleanPixelData);

    /// <summary>
    /// Writes the de-identified file and reads the source to its very end, trailing bytes included, so that a digest taken
    /// on the way is the whole file's. Only a return means that the file was whole.
    /// </summary>
    /// <param name="opened">From <see cref="Open"/>; can be written once.</param>
    /// <param name="target">Written forward only, synchronously; stays the caller's.</param>
    /// <exception cref="InstanceHeldException">The pixels could not be cleared, or <see cref="OpenedInstance.Hold"/> was set.</exception>
    /// <exception cref="InstanceRefusedException">As above.</exception>
    public DeidentifiedInstance Write(OpenedInstance opened, Pseudonym pseudonym, UidMap uids, Stream target)
    {
        if (opened.Hold is { } hold)
            throw new InstanceHeldException(hold);
        opened.Take();
        var counts = new ActionCounts();
        DicomDataset clean;
        try
        {
            clean = opened.Step is { } step
                ? WriteCleared(opened, step, pseudonym, uids, counts, target)
                : WriteAsTheyAre(opened, opened.Reader, CleanHeader(opened, pseudonym, uids, counts), counts, target);
        }
        catch (DicomException problem)
        {
            throw InstanceRefusedException.From(problem);
        }
        return new DeidentifiedInstance(
            uids.StudyOf(opened.Identity.StudyInstanceUid),
            clean.GetString(Tags.StudyInstanceUID)!,
            clean.GetString(Tags.SeriesInstanceUID)!,
            clean.GetString(Tags.SOPInstanceUID)!,
            () => counts.Report(profile));
    }

    /// <param name="reader">Of the source, or of a spooled copy of its pixels; stands behind the header.</param>
    private static DicomDataset WriteAsTheyAre(OpenedInstance opened, DicomReader reader, DicomDataset clean, ActionCounts counts, Stream target)
    {
        using var writer = new DicomWriter(target, opened.Reader.TransferSyntax, leaveOpen: true);
        writer.WriteFileMeta(opened.Technical.SopClassUid, clean.GetString(Tags.SOPInstanceUID)!);
        clean.WriteTo(writer);
        BulkCopy.Run(reader, writer, new PixelElements(opened.Header, opened.Technical.SopClassUid), PixelLayout.Of(opened.Header), counts);
        writer.Complete();
        return clean;
    }

    /// <summary>Nothing reaches the target before the source was read whole and its pixels are known to be clear.</summary>
    private DicomDataset WriteCleared(OpenedInstance opened, PixelStep step, Pseudonym pseudonym, UidMap uids, ActionCounts counts, Stream target)
    {
        using var spool = SpooledPixels.Take(opened, pixelLimits, counts);
        var findings = new PixelCleaning(spool, opened.Header, step, detector, pixelLimits).Run();
        if (CleansPixels)
            counts.CleanedPixels(findings.Counts(opened.Technical.Frames));
        var clean = CleanHeader(opened, pseudonym, uids, counts);
        if (CleansPixels)
            clean.Add(Tags.BurnedInAnnotation, "NO");
        if (!findings.ChangesPixels)
        {
            using var reader = SpooledPixels.OpenBulk(spool);
            return WriteAsTheyAre(opened, reader, clean, new ActionCounts(), target);
        }
        var pixels = new CleanedPixels(spool, opened.Header, findings.Blank);
        pixels.Describe(clean, opened.Reader.TransferSyntax);
        using var writer = new DicomWriter(target, CleanedPixels.SyntaxFor(opened.Reader.TransferSyntax, opened.Header), leaveOpen: true);
        writer.WriteFileMeta(opened.Technical.SopClassUid, clean.GetString(Tags.SOPInstanceUID)!);
        clean.WriteTo(writer);
        pixels.WriteTo(writer);
        writer.Complete();
        return clean;
    }

    private DicomDataset CleanHeader(OpenedInstance opened, Pseudonym pseudonym, UidMap uids, ActionCounts counts)
    {
        var cleaner = new DatasetCleaner(rules, opened.Technical.SopClassUid, pseudonym, uids, counts);
        var clean = cleaner.Clean(opened.Header);

        // By name, whatever VR the file gave them: the three that everything hangs on, and the class.
        clean.Add(Tags.SOPClassUID, opened.Technical.SopClassUid);
        clean.Add(Tags.SOPInstanceUID, cleaner.Map(opened.Identity.SopInstanceUid));
        clean.Add(Tags.StudyInstanceUID, cleaner.Map(opened.Identity.StudyInstanceUid));
        clean.Add(Tags.SeriesInstanceUID, cleaner.Map(opened.Identity.SeriesInstanceUid));
        if (profile.RetainedCharacteristics.Contains("PatientAge")
            && PatientAge.Of(opened.Identity.PatientBirthDate, opened.Identity.StudyDate, opened.Header.GetString(Tags.PatientAge)) is { } age)
        {
            clean.Add(Tags.PatientAge, age);
            counts.Add(Tags.PatientAge, Outcome.Computed, Reason.Table, DeidentificationOption.RetainPatientCharacteristics);
        }
        if (Faces.MayShow(opened.Technical))
            clean.Add(Tags.RecognizableVisualFeatures, "YES");
        Markers.Write(clean, profile, [.. counts.Options], pseudonym);
        return clean;
    }
}
