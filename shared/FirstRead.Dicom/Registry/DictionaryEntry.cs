namespace FirstRead.Dicom.Registry;

/// <summary>A row of PS3.6 chapters 6 to 9.</summary>
/// <param name="Tag">For repeating groups the first of them, such as (6000,3000).</param>
/// <param name="Vr">Where PS3.6 leaves a choice, what implicit encodings use (PS3.5 A.1): OW, or US.</param>
/// <param name="VrText">As PS3.6 has it, such as "US/SS".</param>
/// <param name="Vm">As PS3.6 has it, such as "1-n".</param>
public sealed record DictionaryEntry(DicomTag Tag, Vr Vr, string VrText, string Vm, string Keyword, bool IsRetired);
