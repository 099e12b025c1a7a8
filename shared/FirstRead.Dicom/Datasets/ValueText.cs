namespace FirstRead.Dicom.Datasets;

/// <summary>Values out of a value field (PS3.5 6.2 and 6.4).</summary>
public static class ValueText
{
    /// <summary>Splits text that has been decoded, and takes off the blanks that mean nothing in its VR.</summary>
    public static string[] Split(string text, Vr vr)
    {
        if (!vr.IsMultiValued()) return [text.TrimEnd(' ', '\0')];
        var values = text.Split('\\');
        for (var i = 0; i < values.Length; i++) values[i] = values[i].Trim(' ', '\0');
        return values;
    }
}
