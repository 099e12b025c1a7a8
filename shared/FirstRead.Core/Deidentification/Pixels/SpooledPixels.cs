using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>A spool that holds the pixels of an instance as a file of its own, with no more of the header than describes them.</summary>
internal static class SpooledPixels
{
    private const ushort PixelGroup = 0x0028;

    /// <summary>Reads the source to its end.</summary>
    /// <exception cref="InstanceHeldException">There are more bytes than the limit.</exception>
    public static PixelSpool Take(OpenedInstance opened, PixelCleaningLimits limits, ActionCounts counts)
    {
        var spool = new PixelSpool(limits.MaxSpoolBytes);
        try
        {
            var syntax = opened.Reader.TransferSyntax;
            using var writer = new DicomWriter(spool, syntax.IsEncapsulated ? syntax : TransferSyntax.ExplicitLittleEndian, leaveOpen: true);
            writer.WriteFileMeta(WellKnownUids.SecondaryCaptureImageStorage, "2.25.0");
            Description(opened.Header).WriteTo(writer);
            BulkCopy.Run(opened.Reader, writer, new PixelElements(opened.Header, opened.Technical.SopClassUid), PixelLayout.Of(opened.Header), counts);
            writer.Complete();
            return !spool.IsOver ? spool
                : throw new InstanceHeldException(PixelDecision.ToHold(PixelHoldReasons.OverBudget, "there are more bytes of pixels than can be looked at"));
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>A reader from the beginning.</summary>
    public static DicomReader Open(PixelSpool spool) => new(spool.Rewind(), Deidentifier.HeaderLimits, leaveOpen: true);

    /// <summary>As <see cref="Open"/>, behind the header.</summary>
    public static DicomReader OpenBulk(PixelSpool spool)
    {
        var reader = Open(spool);
        DicomDataset.Read(reader, new DicomTag(0x7FE0, 0x0000), Deidentifier.HeaderLimits);
        return reader;
    }

    private static DicomDataset Description(DicomDataset header)
    {
        var description = new DicomDataset();
        foreach (var element in header)
            if (element.Tag.Group == PixelGroup)
                description.Set(element);
        return description;
    }
}
