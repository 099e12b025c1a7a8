using System.Text.Json;

namespace FirstRead.Core.Deidentification;

/// <summary>A de-identification report as JSON, without reflection.</summary>
public static class ReportJson
{
    public const string ContentType = "application/json";

    public static byte[] Write(DeidentificationReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            WriteTo(json, report);
        return bytes.ToArray();
    }

    /// <summary>As one value: an object with profile, options, attributes and, where the pixel step ran, pixels.</summary>
    public static void WriteTo(Utf8JsonWriter json, DeidentificationReport report)
    {
        json.WriteStartObject();
        json.WriteString("profile", report.Profile);
        json.WriteStartArray("options");
        foreach (var option in report.Options)
            json.WriteStringValue(option);
        json.WriteEndArray();
        json.WriteStartArray("attributes");
        foreach (var attribute in report.Attributes)
            WriteTo(json, attribute);
        json.WriteEndArray();
        if (report.Pixels is { } pixels)
            WriteTo(json, pixels);
        json.WriteEndObject();
    }

    /// <summary>A study's: instances, profiles, options with how many instances say each, attributes, and what was done to pixels.</summary>
    /// <param name="studyInstanceUid">The new one.</param>
    public static void WriteTo(Utf8JsonWriter json, string studyInstanceUid, StudyReport report)
    {
        json.WriteStartObject();
        json.WriteString("studyInstanceUid", studyInstanceUid);
        json.WriteNumber("instances", report.Instances);
        json.WriteStartArray("profiles");
        foreach (var profile in report.Profiles)
            json.WriteStringValue(profile);
        json.WriteEndArray();
        json.WriteStartObject("options");
        foreach (var (option, instances) in report.Options)
            json.WriteNumber(option, instances);
        json.WriteEndObject();
        json.WriteStartArray("attributes");
        foreach (var attribute in report.Attributes)
            WriteTo(json, attribute);
        json.WriteEndArray();
        json.WriteNumber("boxesBlanked", report.BoxesBlanked);
        json.WriteNumber("markersKept", report.MarkersKept);
        json.WriteEndObject();
    }

    private static void WriteTo(Utf8JsonWriter json, AttributeCount attribute)
    {
        json.WriteStartObject();
        json.WriteString("tag", attribute.Tag);
        json.WriteString("keyword", attribute.Keyword);
        json.WriteString("action", attribute.Action);
        json.WriteString("reason", attribute.Reason);
        if (attribute.Option is { } option)
            json.WriteString("option", option);
        json.WriteNumber("count", attribute.Count);
        json.WriteEndObject();
    }

    private static void WriteTo(Utf8JsonWriter json, PixelFindings pixels)
    {
        json.WriteStartObject("pixels");
        json.WriteStartArray("boxesBlanked");
        foreach (var boxes in pixels.BoxesBlanked)
            json.WriteNumberValue(boxes);
        json.WriteEndArray();
        json.WriteNumber("markersKept", pixels.MarkersKept);
        json.WriteEndObject();
    }
}
