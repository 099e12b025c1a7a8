using System.Text;
using System.Text.Json;

namespace FirstRead.Cli.Deid;

/// <summary>Tells each outcome as it comes: a line of JSON, or for people the failures and a count at the end.</summary>
internal sealed class OutcomeReport(Stream output, bool json)
{
    private readonly Lock gate = new();
    private readonly int[] counts = new int[3];
    private long bytes;

    public bool AllPassed => counts[(int)DeidStatus.Refused] == 0 && counts[(int)DeidStatus.Held] == 0;

    public void Add(DeidOutcome outcome)
    {
        lock (gate)
        {
            counts[(int)outcome.Status]++;
            bytes += outcome.Bytes;
            if (json)
                WriteJson(outcome);
            else if (outcome.Status != DeidStatus.Ok)
                WriteLine($"{Name(outcome.Status),-8}{outcome.File}  {outcome.Code}: {outcome.Message}");
        }
    }

    public void Finish(string target, TimeSpan taken)
    {
        if (!json)
            WriteLine($"{counts[0]} de-identified into {target}, {counts[1]} refused, {counts[2]} held; {bytes / 1e6:F1} MB in {taken.TotalSeconds:F2} s");
    }

    private static string Name(DeidStatus status) => status switch
    {
        DeidStatus.Ok => "ok",
        DeidStatus.Held => "held",
        _ => "refused",
    };

    private void WriteJson(DeidOutcome outcome)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("file", outcome.File);
            writer.WriteString("status", Name(outcome.Status));
            writer.WriteString("output", outcome.Output);
            writer.WriteString("code", outcome.Code);
            writer.WriteString("message", outcome.Message);
            writer.WriteNumber("ms", outcome.Milliseconds);
            writer.WriteNumber("bytes", outcome.Bytes);
            writer.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        output.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
    }

    private void WriteLine(string text) => output.Write(Encoding.UTF8.GetBytes(text + "\n"));
}
