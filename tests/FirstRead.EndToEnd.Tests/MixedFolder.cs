using FirstRead.Cli.Samples;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A folder as people have them: a study, a copy of one of its files, half a file, and notes.</summary>
internal static class MixedFolder
{
    /// <summary>That go through.</summary>
    public const int Slices = 6;

    /// <summary>Not DICOM, or not whole.</summary>
    public const int Refused = 2;

    public static string Write(BrainSeries series, string name = "study")
    {
        var folder = Directory.CreateDirectory(Path.Combine(SharedCloud.CreateFolder(), name)).FullName;
        var study = Guid.NewGuid().ToString("N");
        var person = SampleStudies.People.Values.First();
        var pages = new HeldPages(series);
        var slices = Enumerable.Range(0, Slices).Select(index => pages.Slice(study, person, index)).ToArray();
        HeldPages.Write(Directory.CreateDirectory(Path.Combine(folder, "series")).FullName, slices);
        var first = File.ReadAllBytes(Path.Combine(folder, "series", "IM0000.dcm"));
        File.WriteAllBytes(Path.Combine(folder, "copy.dcm"), first);
        File.WriteAllBytes(Path.Combine(folder, "cut.dcm"), first[..(first.Length / 2 / 2 * 2 - 1)]);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), $"the patient came late {study}");
        return folder;
    }
}
