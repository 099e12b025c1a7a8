using FirstRead.Core.Deidentification;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>Runs a marked file through a profile, and where its class makes it wait for a person, through the header's rules alone.</summary>
internal static class MarkedRuns
{
    public static byte[] Clean(byte[] file, DeidentificationProfile profile)
    {
        using var opened = new Deidentifier(profile).Open(new MemoryStream(file));
        return opened.Hold is null ? Runs.Run(file, profile).Output : HeaderAlone(opened, profile);
    }

    private static byte[] HeaderAlone(OpenedInstance opened, DeidentificationProfile profile)
    {
        var clean = new DatasetCleaner(new AttributeRules(profile), opened.Technical.SopClassUid, Runs.Pseudonym, Runs.Uids, new ActionCounts()).Clean(opened.Header);
        using var target = new MemoryStream();
        clean.WriteFile(target, TransferSyntax.ExplicitLittleEndian);
        return target.ToArray();
    }
}
