using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FirstRead.Adversary.Marking;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Bench.Markers;

/// <summary>A program that de-identifies a file.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="RunAsync">The output, or null where the program wrote none.</param>
internal sealed record MarkerPeer(string Name, Func<string, MarkedFile, CancellationToken, Task<byte[]?>> RunAsync)
{
    public const string Basic = "FirstRead, basic";

    // What scripts do that were written from an example: the names that one thinks of, private tags, curves and overlays.
    private const string Script = """
        import sys, pydicom
        ds = pydicom.dcmread(sys.argv[1], force=True)
        def callback(dataset, element):
            if element.VR == "PN": element.value = "anonymous"
            if element.VR in ("DA", "DT"): element.value = ""
            if element.tag.group & 0xFF00 in (0x5000, 0x6000): del dataset[element.tag]
        ds.walk(callback)
        ds.remove_private_tags()
        for name in ("PatientID", "PatientBirthDate", "PatientBirthTime", "PatientAddress", "OtherPatientIDs", "AccessionNumber", "StudyID", "InstitutionName", "InstitutionAddress", "ReferringPhysicianName", "StationName"):
            if name in ds: setattr(ds, name, "")
        ds.save_as(sys.argv[2])
        """;

    /// <summary>Ours, and those found on this machine.</summary>
    public static IEnumerable<MarkerPeer> All(string folder)
    {
        yield return Ours(Basic, DeidentificationProfile.Basic);
        yield return Ours("FirstRead, clinical-review", DeidentificationProfile.ClinicalReview);
        if (File.Exists("/usr/bin/gdcmanon"))
            yield return Outside("gdcmanon -e", folder, "/usr/bin/gdcmanon", (input, output) => ["-e", "-c", Certificate(folder), input, output]);
        if (File.Exists("/usr/bin/python3") && Directory.Exists("/usr/lib/python3/dist-packages/pydicom"))
            yield return Outside("a pydicom script", folder, "/usr/bin/python3", (input, output) => ["-c", Script, input, output]);
    }

    private static MarkerPeer Ours(string name, DeidentificationProfile profile) => new(name, (_, file, _) =>
    {
        var deidentifier = new Deidentifier(profile);
        using var source = new MemoryStream(file.Bytes);
        using var opened = deidentifier.Open(source);
        using var target = new MemoryStream();
        try
        {
            deidentifier.Write(opened, new Pseudonym(PatientToken.From(42), 1000), new UidMap(new byte[32], ClinicId.Parse("bench")), target);
            return Task.FromResult<byte[]?>(target.ToArray());
        }
        catch (InstanceHeldException)
        {
            return Task.FromResult<byte[]?>(null);
        }
    });

    private static MarkerPeer Outside(string name, string folder, string program, Func<string, string, IEnumerable<string>> arguments) => new(name, async (kind, file, cancel) =>
    {
        var (input, output) = (Path.Combine(folder, $"{kind}.dcm"), Path.Combine(folder, $"{kind}.out.dcm"));
        await File.WriteAllBytesAsync(input, file.Bytes, cancel);
        File.Delete(output);
        using var process = Process.Start(new ProcessStartInfo(program, arguments(input, output)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(cancel), process.StandardOutput.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 && File.Exists(output) ? await File.ReadAllBytesAsync(output, cancel) : null;
    });

    // gdcmanon seals what it removes for the holder of a key.
    private static string Certificate(string folder)
    {
        var path = Path.Combine(folder, "certificate.pem");
        if (File.Exists(path))
            return path;
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bench", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }
}
