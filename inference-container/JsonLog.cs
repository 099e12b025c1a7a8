using System.Text.Json;
using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;

namespace FirstRead.Inference;

/// <summary>One JSON object a line. What goes in is ids, codes, counts and times: never a dataset or a patient's value.</summary>
internal sealed class JsonLog(TextWriter target, TimeProvider time)
{
    private readonly Lock _lock = new();

    public void Write(string what, params ReadOnlySpan<(string Name, object? Value)> facts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime);
            // As every program's lines: figures and alarms are counted by this member.
            json.WriteString("event", what);
            foreach (var (name, value) in facts)
                Write(json, name, value);
            json.WriteEndObject();
        }
        lock (_lock)
        {
            target.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
            target.Flush();
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case StudyId study:
                json.WriteString(name, study.Value);
                json.WriteString("trace", StudyTrace.IdOf(study));
                break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }
}
