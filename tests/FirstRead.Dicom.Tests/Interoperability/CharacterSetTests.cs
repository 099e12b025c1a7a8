using System.Text.Json;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Tests.RealFiles;

namespace FirstRead.Dicom.Tests.Interoperability;

/// <summary>Every text of the collection, as we and pydicom read it.</summary>
public class CharacterSetTests
{
    [Test]
    public void EveryText_IsWhatPydicomReads()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        var ours = new Dictionary<(string, string), string>();
        foreach (var file in SampleFiles.In(folder)) Walk(folder, file, ours);
        var compared = 0;
        var different = new List<string>();
        foreach (var line in Tool.RunPydicom("texts.py", [folder], SampleFiles.In(folder)))
        {
            var row = JsonSerializer.Deserialize<JsonElement[]>(line)!;
            var (file, path) = (row[0].GetString()!, row[1].GetString()!);
            if (row[2].GetString() == "failed" || !ours.TryGetValue((file, path), out var text)) continue;
            compared++;
            var theirs = Normal(row[3].EnumerateArray().Select(value => value.GetString()!));
            if (text != theirs) different.Add($"{file} {path}: ours {text}, pydicom {theirs}");
        }
        TestContext.Out.WriteLine($"{compared} texts compared");
        Assert.That(different, Is.Empty);
        Assert.That(compared, Is.GreaterThan(5000));
    }

    private static void Walk(string folder, string file, Dictionary<(string, string), string> texts)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, file));
            Walk(file, DicomDataset.Read(stream, Tags.PixelData, new ReadLimits { RequirePixels = false }), "", texts);
        }
        catch (DicomException) { }
    }

    private static void Walk(string file, DicomDataset dataset, string path, Dictionary<(string, string), string> texts)
    {
        foreach (var element in dataset)
        {
            var name = $"{path}{element.Tag.Value:X8}";
            if (element.Items is { } items)
                for (var i = 0; i < items.Count; i++) Walk(file, items[i], $"{name}[{i}]", texts);
            else if (element.Vr.UsesCharacterSet()) texts[(file, name)] = Normal(dataset.GetStrings(element.Tag));
        }
    }

    /// <summary>Readers differ in which blanks of a value they keep; pydicom drops empty component groups of names.</summary>
    private static string Normal(IEnumerable<string> values) =>
        string.Join('\\', values.Select(value => value.Trim(' ', '\0', '='))).TrimEnd('\\');
}
