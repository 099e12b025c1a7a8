namespace FirstRead.Dicom.Reading;

/// <summary>Warnings, of each code the first few: one habit of a writer must not hide everything else.</summary>
internal sealed class WarningList
{
    private const int OfEachCode = 10;

    private List<DicomWarning>? _warnings;
    private Dictionary<string, int>? _counts;

    public IReadOnlyList<DicomWarning> Warnings => _warnings ?? [];

    public void Add(string code, DicomTag tag, long offset)
    {
        var count = (_counts ??= []).GetValueOrDefault(code);
        if (count == OfEachCode) return;
        _counts[code] = count + 1;
        (_warnings ??= []).Add(new DicomWarning(code, tag, offset));
    }
}
