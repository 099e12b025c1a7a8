using System.Diagnostics;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Tests.Deidentification;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Tests.Adversary;

/// <summary>Every real file through both profiles.</summary>
public sealed class CorpusTests
{
    private const int CutsOfAFile = 25;

    private static readonly DeidentificationProfile[] Profiles = [DeidentificationProfile.Basic, DeidentificationProfile.ClinicalReview];

    private const string GdcmFailure = "Failed to read: ";

    // Reads every file to its last element; prints what does not read.
    private const string Pydicom = """
        import pathlib, sys, pydicom
        for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
            try:
                for element in pydicom.dcmread(path).iterall(): element.value
            except Exception as error: print(path.name, type(error).__name__, error)
        """;

    [TestCaseSource(nameof(Profiles))]
    public void RealFiles_AnyProfile_EndInACodeOrAFileWithoutThePerson(DeidentificationProfile profile)
    {
        Corpus.RequireFiles();
        var (outcomes, leaks) = (new SortedDictionary<string, int>(), new List<string>());
        using var outputs = new OutputFolder();
        foreach (var file in Corpus.Files)
        {
            var (code, output) = Clean(Corpus.Read(file), profile);
            if (code is not ("ok" or "held"))
                TestContext.Out.WriteLine($"{code}: {file}");
            outcomes[code] = outcomes.GetValueOrDefault(code) + 1;
            if (output is null)
                continue;
            outputs.Add(file, output);
            leaks.AddRange(IdentityOf.File(file).FoundIn(output).Select(found => $"{Path.GetFileName(file)}: {found}"));
        }

        TestContext.Out.WriteLine(string.Join(", ", outcomes));
        Assert.That(leaks, Is.Empty);
        Assert.That(outcomes.GetValueOrDefault("ok"), Is.GreaterThan(Corpus.Files.Count / 3), "or this teaches nothing");
        foreach (var complaint in Complaints(outputs.Path))
            Assert.That(complaint.Text, Is.Empty, complaint.Reader);
    }

    [Test]
    public void RealFiles_CutAnywhere_AreNeverASuccess()
    {
        Corpus.RequireFiles();
        var (passed, cuts) = (new List<string>(), 0);
        foreach (var file in Corpus.Files)
        {
            var bytes = Corpus.Read(file);
            // The same cuts of a file wherever it lies and whatever lies beside it.
            var random = new Random(bytes.Length);
            for (var cut = 0; cut < CutsOfAFile; cut++, cuts++)
            {
                var length = random.Next(1, bytes.Length);
                if (Clean(bytes[..length], DeidentificationProfile.Basic).Code is "ok" or "held" && !CutFiles.MayPass(bytes, length))
                    passed.Add($"{Path.GetFileName(file)} cut at {length} of {bytes.Length}");
            }
        }

        TestContext.Out.WriteLine($"{cuts} cuts");
        Assert.That(passed, Is.Empty);
    }

    // Any exception but the documented ones ends the test.
    private static (string Code, byte[]? Output) Clean(byte[] file, DeidentificationProfile profile)
    {
        try
        {
            using var opened = new Deidentifier(profile).Open(new MemoryStream(file));
            if (opened.Hold is null)
                return ("ok", Runs.Run(file, profile).Output);
            opened.ReadToEnd();
            return ("held", null);
        }
        catch (InstanceHeldException)
        {
            return ("held", null);
        }
        catch (InstanceRefusedException refused)
        {
            return (refused.Code, null);
        }
    }

    // One process for all files of a reader.
    private static IEnumerable<(string Reader, string Text)> Complaints(string folder)
    {
        if (File.Exists("/usr/bin/dcmdump"))
            yield return ("dcmtk", Output("/usr/bin/dcmdump", ["-q", "-E", .. Directory.EnumerateFiles(folder)], wanted: line => line.StartsWith("E:", StringComparison.Ordinal) || line.StartsWith("F:", StringComparison.Ordinal)));
        if (Directory.Exists("/usr/lib/python3/dist-packages/pydicom"))
            yield return ("pydicom", Output("/usr/bin/python3", ["-W", "ignore", "-c", Pydicom, folder], wanted: line => line.Contains(".dcm", StringComparison.Ordinal)));
        if (File.Exists("/usr/bin/gdcmdump"))
            yield return ("gdcm", Output("/usr/bin/gdcmdump", ["-r", folder], wanted: line => line.StartsWith(GdcmFailure, StringComparison.Ordinal) && !IsNewerThanGdcm(line[GdcmFailure.Length..])));
    }

    // Deflated Image Frame Compression came to PS3.6 after the gdcm that Debian 12 has.
    private static bool IsNewerThanGdcm(string file) => File.ReadAllBytes(file).AsSpan(0, 400).IndexOf("1.2.840.10008.1.2.8.1"u8) >= 0;

    private static string Output(string program, IEnumerable<string> arguments, Func<string, bool> wanted)
    {
        var lines = new List<string>();
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true } };
        void Take(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text && wanted(text))
                lock (lines)
                    lines.Add(text);
        }
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return string.Join('\n', lines.Take(20));
    }

    private sealed class OutputFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("firstread-corpus-");
        private int count;

        public string Path => folder.FullName;

        public void Add(string original, byte[] bytes) =>
            File.WriteAllBytes(System.IO.Path.Combine(Path, $"{++count:D3}-{System.IO.Path.GetFileNameWithoutExtension(original)}.dcm"), bytes);

        public void Dispose() => folder.Delete(recursive: true);
    }
}
