using System.Diagnostics;
using System.Text.RegularExpressions;
using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>An independent checker of IODs (dciodvfy) finds no error in our files that the originals had not.</summary>
public sealed partial class ConformanceTests
{
    private const string Checker = "/usr/bin/dciodvfy";

    // Errors that de-identification may bring, attribute by attribute, and why.
    private static readonly Dictionary<string, string> Accepted = new(StringComparer.Ordinal)
    {
        ["ICCProfile"] = "a profile is bytes with texts inside; none is written in its place, and colour is shown as sRGB",
        ["PresentationCreationDate"] = "X in table E.1-1, though Type 1 of a presentation state",
        ["PresentationCreationTime"] = "X in table E.1-1, though Type 1 of a presentation state",
        ["AnatomicRegionSequence"] = "the only region was a code that is on no list, and a made-up region would be worse than none",
        ["PatientBreedDescription"] = "an animal's file lacked its breed; the checker asks for it only now that the species has another spelling",
        ["ResponsiblePerson"] = "X in table E.1-1, though Type 2C for an animal",
        ["Planar Configuration"] = "blanked frames are written anew, pixel by pixel; the checker wants the other order beside some encodings",
        ["ResponsibleOrganization"] = "X in table E.1-1, though Type 2C for an animal",
    };

    [TestCase("basic")]
    [TestCase("clinical-review")]
    public void Clean_EveryFileOfTheCollection_HasNoErrorThatTheOriginalHadNot(string name)
    {
        if (Corpus.Folder is not { } folder || !File.Exists(Checker))
            Assert.Ignore("The collection of real files or dciodvfy (dicom3tools) is not on this machine.");
        var profile = DeidentificationProfile.Load(name);
        var output = Directory.CreateTempSubdirectory();
        var (found, checkedFiles) = (new List<string>(), 0);
        try
        {
            Parallel.ForEach(Corpus.Files(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
            {
                if (Corpus.Clean(Corpus.Read(file), profile) is not { } clean)
                    return;
                var path = Path.Combine(output.FullName, $"{Guid.NewGuid():N}.dcm");
                File.WriteAllBytes(path, clean);
                var added = Errors(path).Except(Errors(Path.Combine(Corpus.Folder!, file))).Where(error => !Accepted.ContainsKey(Element().Match(error).Groups[1].Value)).ToList();
                File.Delete(path);
                lock (found)
                {
                    checkedFiles++;
                    found.AddRange(added.Select(error => $"{file}: {error}"));
                }
            });
        }
        finally
        {
            output.Delete(recursive: true);
        }
        Assert.That(found, Is.Empty);
        Assert.That(checkedFiles, Is.GreaterThan(150));
    }

    private static List<string> Errors(string file)
    {
        using var check = Process.Start(new ProcessStartInfo(Checker, [file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var ignored = check.StandardOutput.ReadToEndAsync();
        var text = check.StandardError.ReadToEnd();
        check.WaitForExit();
        ignored.Wait();
        return [.. text.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Select(line => Numbers().Replace(line, ""))];
    }

    [GeneratedRegex(@"<[0-9. ]*>|\[[0-9]+\]|\([0-9]+\)")]
    private static partial Regex Numbers();

    [GeneratedRegex("(?:Element=|attribute )<([A-Za-z ]+)>")]
    private static partial Regex Element();
}
