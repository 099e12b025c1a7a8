using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Adversary.Marking;

/// <summary>Every standard attribute of PS3.6, repeating groups as their first.</summary>
public static class DictionaryRows
{
    public static IReadOnlyList<DictionaryEntry> All { get; } = Load();

    private static List<DictionaryEntry> Load()
    {
        using var reader = new StreamReader(typeof(DicomDictionary).Assembly.GetManifestResourceStream("dictionary.tsv")!);
        var entries = new List<DictionaryEntry>();
        while (reader.ReadLine() is { } line)
        {
            var tag = new DicomTag(uint.Parse(line[..8].Replace('x', '0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            if (DicomDictionary.Find(tag) is { } entry)
                entries.Add(entry);
        }
        return entries;
    }
}
