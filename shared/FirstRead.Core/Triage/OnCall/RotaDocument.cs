using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Core.Triage.OnCall;

/// <summary>The rota as a JSON document (docs/alerts.md). A member that is unknown or missing is refused.</summary>
public static class RotaDocument
{
    /// <exception cref="FormatException">The document is no rota that may be used; the message says what to mend, one line each.</exception>
    public static Rota Parse(string json)
    {
        var rota = Read(json);
        return rota.Problems() is { Count: > 0 } problems ? throw new FormatException(string.Join('\n', problems)) : rota;
    }

    public static string Write(Rota rota) => JsonSerializer.Serialize(rota, RotaJson.Default.Rota);

    /// <summary>As stored, and not held against the rules again: whom it names is called, whatever else is wrong.</summary>
    /// <exception cref="FormatException">The text is no such document.</exception>
    public static Rota Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RotaJson.Default.Rota) ?? throw new FormatException("a rota is an object");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{problem.Path}: {problem.Message}", problem);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    Converters = [typeof(ClockTimeConverter), typeof(LocalMinuteConverter), typeof(DayConverter), typeof(ChannelConverter)])]
[JsonSerializable(typeof(Rota))]
public sealed partial class RotaJson : JsonSerializerContext;

/// <summary>A value of the document that is a text.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new FormatException("a text is expected"));
        }
        catch (FormatException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
}

internal sealed class ClockTimeConverter() : TextConverter<TimeOnly>(
    text => TimeOnly.ParseExact(text, Format, CultureInfo.InvariantCulture), time => time.ToString(Format, CultureInfo.InvariantCulture))
{
    private const string Format = "HH:mm";
}

internal sealed class LocalMinuteConverter() : TextConverter<DateTime>(
    text => DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture), time => time.ToString(Format, CultureInfo.InvariantCulture))
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";
}

internal sealed class DayConverter() : TextConverter<DayOfWeek>(Parse, day => Names[(int)day])
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static DayOfWeek Parse(string name) => Array.IndexOf(Names, name) is var index and >= 0
        ? (DayOfWeek)index
        : throw new FormatException($"'{name}' is no day: mon, tue, wed, thu, fri, sat or sun");
}

internal sealed class ChannelConverter() : TextConverter<MessageChannel>(MessageChannelNames.Parse, MessageChannelNames.Of);
