using System.Text.Json;
using FirstRead.Dicom.Json;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Tests.RealFiles;

namespace FirstRead.Dicom.Tests.Interoperability;

/// <summary>Our JSON of every file of the collection, beside pydicom's and dcmtk's.</summary>
public class JsonDifferenceTests
{
    // pydicom takes the first 128 bytes of this one, which begins with its data set, for a preamble.
    private const string MisreadByPydicom = "odd/no_preamble_dicm_in_data";

    private string _target = "";

    [SetUp]
    public void MakeFolder() => _target = Directory.CreateTempSubdirectory("firstread-json-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_target, recursive: true);

    [Test]
    public void EveryFile_SaysWhatPydicomAndDcmtkSay()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        var files = SampleFiles.In(folder).ToArray();
        for (var i = 0; i < files.Length; i++) WriteJson(Path.Combine(folder, files[i]), Path.Combine(_target, $"{i}.json"));
        var rows = Tool.RunPydicom("json_differences.py", [folder, _target], files).Select(line => JsonSerializer.Deserialize<JsonElement[]>(line)!).ToArray();
        if (rows.Any(row => row[1].ToString() == "absent")) Assert.Ignore("dcmtk is absent");
        var compared = rows.Where(row => row[1].ToString() == "compared").ToDictionary(row => row[0].ToString(), row => row[2].GetInt32());
        var different = rows.Where(row => row[1].ToString() is not ("compared" or MisreadByPydicom)).Select(row => string.Join(" | ", row.Select(cell => cell.ToString()))).ToArray();
        TestContext.Out.WriteLine($"attributes compared: {string.Join(", ", compared)}");
        Assert.Multiple(() =>
        {
            Assert.That(different, Is.Empty);
            Assert.That(compared["pydicom"], Is.GreaterThan(50_000));
            Assert.That(compared["dcmtk"], Is.GreaterThan(40_000));
        });
    }

    private static void WriteJson(string source, string target)
    {
        using var output = File.Create(target);
        try
        {
            using var reader = new DicomReader(File.OpenRead(source), new ReadLimits { RequirePixels = false });
            using var json = new Utf8JsonWriter(output);
            new DicomJsonWriter(json).Write(reader);
        }
        catch (DicomException)
        {
            output.Dispose();
            File.Delete(target);
        }
    }
}
