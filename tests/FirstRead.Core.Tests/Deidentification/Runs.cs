using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>De-identifies bytes with a fixed pseudonym and key.</summary>
internal static class Runs
{
    public static readonly Pseudonym Pseudonym = new(PatientToken.From(42), 1000);
    public static readonly UidMap Uids = new(Enumerable.Repeat((byte)7, 32).ToArray(), ClinicId.Parse("north"));

    public static (byte[] Output, DeidentifiedInstance Instance) Run(byte[] file, DeidentificationProfile profile, UidMap? uids = null)
    {
        var deidentifier = new Deidentifier(profile);
        using var source = new MemoryStream(file);
        using var target = new MemoryStream();
        using var opened = deidentifier.Open(source);
        var instance = deidentifier.Write(opened, Pseudonym, uids ?? Uids, target);
        return (target.ToArray(), instance);
    }

    /// <summary>As <see cref="Run"/>, for a file that a person has looked at.</summary>
    public static (byte[] Output, DeidentifiedInstance Instance) Released(byte[] file, DeidentificationProfile profile)
    {
        var deidentifier = new Deidentifier(profile);
        using var source = new MemoryStream(file);
        using var target = new MemoryStream();
        using var opened = deidentifier.Open(source, release: new PixelRelease("tester", DateTimeOffset.UnixEpoch, "test", []));
        var instance = deidentifier.Write(opened, Pseudonym, Uids, target);
        return (target.ToArray(), instance);
    }

    public static DicomDataset Clean(DicomDataset dataset, DeidentificationProfile? profile = null, UidMap? uids = null) =>
        Read(Run(Images.Bytes(dataset), profile ?? DeidentificationProfile.ClinicalReview, uids).Output);

    public static DicomDataset Read(byte[] file) => DicomDataset.Read(new MemoryStream(file));

    public static bool Holds(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
