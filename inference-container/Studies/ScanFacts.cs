using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>How a picture was acquired, said by an object of one frame or by a frame of an enhanced one (PS3.3 C.8.13.4, C.8.13.5).</summary>
internal static class ScanFacts
{
    /// <summary>Values of ScanningSequence: SE, GR, IR, EP.</summary>
    public static IReadOnlyList<string> Sequence(DicomDataset header)
    {
        if (header.GetStrings(Tags.ScanningSequence) is { Count: > 0 } named)
            return [.. named.Select(value => value.ToUpperInvariant())];
        string[] echo = header.GetString(Tags.EchoPulseSequence) switch
        {
            "SPIN" => ["SE"],
            "GRADIENT" => ["GR"],
            "BOTH" => ["SE", "GR"],
            _ => [],
        };
        return [.. echo, .. Says(header, Tags.InversionRecovery, "IR"), .. Says(header, Tags.EchoPlanarPulseSequence, "EP")];
    }

    /// <summary>Milliseconds.</summary>
    public static double? EchoTime(DicomDataset header) => header.GetDouble(Tags.EchoTime) ?? header.GetDouble(Tags.EffectiveEchoTime);

    /// <summary>Milliseconds.</summary>
    public static double? InversionTime(DicomDataset header) => header.GetDouble(Tags.InversionTime) ?? header.GetDouble(Tags.InversionTimes);

    /// <summary>The frame says whether an agent was given (C.7.6.16.2.20); else one is named. De-identification leaves no code of an agent that its list lacks.</summary>
    public static bool Contrast(DicomDataset header) => header.GetString(Tags.ContrastBolusAgentAdministered) switch
    {
        "YES" => true,
        "NO" => false,
        _ => Core.Analysis.Models.SeriesFacts.NamesContrast(header.GetString(Tags.ContrastBolusAgent)) || header.GetSequence(Tags.ContrastBolusAgentSequence).Count > 0,
    };

    /// <summary>BodyPartExamined; else what PS3.16 Annex L gives for the code of AnatomicRegionSequence, as far as a model asks.</summary>
    public static string? BodyPart(DicomDataset header) => header.GetString(Tags.BodyPartExamined)?.ToUpperInvariant() ?? Region(header)?.GetString(Tags.CodeValue) switch
    {
        "12738006" or "T-A0100" => "BRAIN",
        "69536005" or "T-D1100" => "HEAD",
        "89546000" or "T-11100" => "SKULL",
        "51185008" or "T-D3000" or "43799004" => "CHEST",
        _ => null,
    };

    /// <summary>What the region is called; null where none is named.</summary>
    public static string? RegionWords(DicomDataset header) => Region(header)?.GetString(Tags.CodeMeaning);

    private static DicomDataset? Region(DicomDataset header) => header.GetSequence(Tags.AnatomicRegionSequence) is [var region, ..] ? region : null;

    private static string[] Says(DicomDataset header, DicomTag tag, string value) => header.GetString(tag) == "YES" ? [value] : [];
}
