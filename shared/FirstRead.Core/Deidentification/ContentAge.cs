using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>An age in structured content, made as coarse as <see cref="PatientAge"/>.</summary>
internal static class ContentAge
{
    private static readonly DicomTag NumericValue = new(0x0040, 0xA30A);
    private static readonly DicomTag[] OtherForms = [new(0x0040, 0xA161), new(0x0040, 0xA162), new(0x0040, 0xA163)];

    /// <returns>False when the item holds no age that can be read.</returns>
    public static bool Coarsen(DicomDataset item)
    {
        if (item.GetSequence(Tags.MeasuredValueSequence) is not [var measured, ..]
            || measured.GetDouble(NumericValue) is not (>= 0 and < 2000 and var number)
            || measured.GetSequence(Tags.MeasurementUnitsCodeSequence) is not [var unit, ..])
            return false;
        var letter = unit.GetString(Tags.CodeValue) switch { "a" => 'Y', "mo" => 'M', "wk" => 'W', "d" => 'D', _ => ' ' };
        if (PatientAge.Coarsen(string.Create(CultureInfo.InvariantCulture, $"{(int)number:D3}{letter}")) is not { } age)
            return false;
        foreach (var form in OtherForms)
            measured.Remove(form);
        measured.Add(NumericValue, int.Parse(age.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture));
        measured.AddSequence(Tags.MeasurementUnitsCodeSequence, CodeList.Ucum(age[3] == 'M' ? "mo" : "a"));
        return true;
    }
}
