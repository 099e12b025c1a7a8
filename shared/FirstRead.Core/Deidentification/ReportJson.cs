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

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no report.</exception>
    public static DeidentificationReport Read(ReadOnlyMemory<byte> written)
    {
        try
        {
            using var document = JsonDocument.Parse(written);
            var root = document.RootElement;
            return new DeidentificationReport(
                Text(root, "profile"),
                Text(root, "method"),
                Text(root, "software"),
                [.. root.GetProperty("options").EnumerateArray().Select(option => option.GetString()!)],
                [.. root.GetProperty("attributes").EnumerateArray().Select(Attribute)],
                root.TryGetProperty("pixels", out var pixels)
                    ? new PixelFindings([.. pixels.GetProperty("boxesBlanked").EnumerateArray().Select(boxes => boxes.GetInt32())], pixels.GetProperty("markersKept").GetInt32())
                    : null);
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("This is no de-identification report.", problem);
        }
    }

    /// <summary>As one value: an object with profile, options, attributes and, where the pixel step ran, pixels.</summary>
    public static void WriteTo(Utf8JsonWriter json, DeidentificationReport report)
    {
        json.WriteStartObject();
        json.WriteString("profile", report.Profile);
        json.WriteString("method", report.Method);
        json.WriteString("software", report.Software);
        WriteTo(json, "options", report.Options);
        json.WriteStartArray("attributes");
        foreach (var attribute in report.Attributes)
            WriteTo(json, attribute);
        json.WriteEndArray();
        if (report.Pixels is { } pixels)
            WriteTo(json, pixels);
        json.WriteEndObject();
    }

    /// <summary>A study's: instances, profiles, methods, software, options with how many instances say each, attributes, and what was done to pixels.</summary>
    /// <param name="studyInstanceUid">The new one.</param>
    public static void WriteTo(Utf8JsonWriter json, string studyInstanceUid, StudyReport report)
    {
        json.WriteStartObject();
        json.WriteString("studyInstanceUid", studyInstanceUid);
        json.WriteNumber("instances", report.Instances);
        if (report.WithoutReport > 0)
            json.WriteNumber("withoutReport", report.WithoutReport);
        WriteTo(json, "profiles", report.Profiles);
        WriteTo(json, "methods", report.Methods);
        WriteTo(json, "software", report.Software);
        json.WriteStartObject("options");
        foreach (var (option, instances) in report.Options)
            json.WriteNumber(option, instances);
        json.WriteEndObject();
        json.WriteStartArray("attributes");
        foreach (var attribute in report.Attributes)
            WriteTo(json, attribute);
        json.WriteEndArray();
        json.WriteNumber("pixelInstances", report.PixelInstances);
        json.WriteNumber("boxesBlanked", report.BoxesBlanked);
        json.WriteNumber("markersKept", report.MarkersKept);
        json.WriteEndObject();
    }

    private static void WriteTo(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
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

    /// <summary>Empty where an older report has none.</summary>
    private static string Text(JsonElement report, string name) => report.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static AttributeCount Attribute(JsonElement attribute) => new(
        Text(attribute, "tag"),
        Text(attribute, "keyword"),
        Text(attribute, "action"),
        Text(attribute, "reason"),
        attribute.TryGetProperty("option", out var option) ? option.GetString() : null,
        attribute.GetProperty("count").GetInt32());
}
