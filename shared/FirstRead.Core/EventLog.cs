using System.Text.Encodings.Web;
using System.Text.Json;
using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;

namespace FirstRead.Core;

/// <summary>One JSON line an event, for CloudWatch Logs: a name, the time and ids. Never a value of a patient, never an event's body.</summary>
public sealed class EventLog(TextWriter output, TimeProvider clock)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="ids">Names and ids, codes or counts; null ones are left out.</param>
    public void Write(string name, params ReadOnlySpan<(string Name, object? Value)> ids)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time", clock.GetUtcNow());
            writer.WriteString("event", name);
            foreach (var (id, value) in ids)
                if (value is int or long)
                    writer.WriteNumber(id, Convert.ToInt64(value));
                else if (value is StudyId study)
                {
                    writer.WriteString(id, study.Value);
                    writer.WriteString("trace", StudyTrace.IdOf(study));
                }
                else if (value is not null)
                    writer.WriteString(id, value.ToString());
            writer.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
