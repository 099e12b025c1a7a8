using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FirstRead.Dicom.Tests.RealFiles;

namespace FirstRead.Dicom.Tests.Interoperability;

/// <summary>What we write, read by everybody else. What a reader says of the original as well is not held against the copy.</summary>
public partial class OtherReaderTests
{
    // Files that other readers have trouble with as they are, or must have in another encoding:
    private static readonly string[] Excepted =
    [
        "odd/no_preamble_dicm_in_data in Explicit VR Little Endian", // pydicom takes the original's beginning for a preamble.
        "nonimage-none/Anonymized.dcm in Implicit VR Little Endian", // dicom3tools read no "US or SS" without Pixel Representation, which only an explicit file can do without.
        "image-us/GREYSCALE_IMAGE.dcm in Implicit VR Little Endian", // Private elements lose their VR, and dicom3tools' dictionary has another one.
    ];

    private string _target = "";
    private IReadOnlyList<RewrittenFile> _files = [];

    [OneTimeSetUp]
    public void Rewrite()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        _target = Directory.CreateTempSubdirectory("firstread-copies-").FullName;
        _files = RewrittenFiles.Write(folder, _target);
        Assert.That(_files, Has.Count.GreaterThan(300));
    }

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        if (_target.Length > 0) Directory.Delete(_target, recursive: true);
    }

    [Test]
    public void Dcmtk_ReadsEveryCopy() => Compare("dcmdump", ["-ll", "error"], run => run.Exit == 0 ? [] : ["fails", .. Errors(run.Errors, "E: ")]);

    [Test]
    public void Gdcm_ReadsEveryCopy() => Compare("gdcmdump", [], run => run.Exit == 0 ? [] : ["fails"]);

    [Test]
    public void Dicom3tools_ReadEveryCopy() =>
        Compare("dcdump", [], run => run.Exit == 0 ? Errors(run.Errors, "Error - ") : ["fails", .. Errors(run.Errors, "Error - ")], readsDeflated: false);

    [Test]
    public void Dciodvfy_FindsNoErrorInACopy_ThatTheOriginalHasNot() =>
        Compare("dciodvfy", [], run => Errors(run.Errors, "Error - ").Where(line => !IsOfMissingMeta(line)), readsDeflated: false);

    [Test]
    public void Pydicom_ReadsEveryCopy_AsItReadsTheOriginal()
    {
        var lines = Tool.RunPydicom("same_dataset.py", [], _files.Where(file => !Excepted.Contains(file.Name)).Select(file => $"{file.Original}\t{file.Copy}\t{file.Name}"));
        TestContext.Out.WriteLine(lines[^1]);
        Assert.That(lines[..^1], Is.Empty);
    }

    /// <param name="complaints">What a reader's run says against a file, in words that do not depend on where the file lies.</param>
    private void Compare(string tool, string[] options, Func<(int Exit, string Output, string Errors), IEnumerable<string>> complaints, bool readsDeflated = true)
    {
        _ = Tool.Run(tool, ["--version"]);
        var found = new ConcurrentBag<string>();
        Parallel.ForEach(_files.Where(file => (readsDeflated || !file.IsDeflated) && !Excepted.Contains(file.Name)), new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            var ofCopy = complaints(Tool.Run(tool, [.. options, file.Copy])).ToHashSet();
            if (ofCopy.Count == 0) return;
            var ofOriginal = complaints(Tool.Run(tool, [.. options, file.Original])).ToHashSet();

            // An original that the tool cannot read, deflated ones among them, says nothing about the rest.
            if (ofOriginal.Any(IsOfAnUnreadFile)) return;
            foreach (var complaint in ofCopy.Except(ofOriginal)) found.Add($"{file.Name}: {complaint}");
        });
        Assert.That(found.Order(), Is.Empty);
    }

    private static bool IsOfAnUnreadFile(string complaint) =>
        complaint.Contains("read failed", StringComparison.Ordinal) || complaint.Contains("Information Object Not found", StringComparison.Ordinal);

    /// <summary>A copy has meta information; the originals that lack it, or their UIDs, have nothing that it could agree with.</summary>
    private static bool IsOfMissingMeta(string line) => line.Contains("MediaStorageSOP", StringComparison.Ordinal);

    private static IEnumerable<string> Errors(string output, string mark) =>
        output.Split('\n').Where(line => line.Contains(mark, StringComparison.Ordinal)).Select(line => Places().Replace(line, "").Trim());

    /// <summary>Offsets, lengths and paths, which a rewritten file may have otherwise.</summary>
    [GeneratedRegex(@"0x[0-9a-f]+|\(0x[^)]*\)|/\S+\.dcm|reading file: .*")]
    private static partial Regex Places();
}
