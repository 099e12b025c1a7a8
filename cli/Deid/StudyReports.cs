using System.Text.Json;
using FirstRead.Core.Deidentification;

namespace FirstRead.Cli.Deid;

/// <summary>What was done to each study of a run (<c>--report</c>). Names attributes, actions and reasons, never a value.</summary>
internal sealed class StudyReports
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, StudyReport> studies = new(StringComparer.Ordinal);

    public void Add(DeidentifiedInstance instance)
    {
        lock (gate)
            studies[instance.StudyInstanceUid] = studies.TryGetValue(instance.StudyInstanceUid, out var known) ? known.And(instance.Report) : StudyReport.Of([instance.Report]);
    }

    /// <exception cref="CommandException">The file cannot be written.</exception>
    public void Write(string path)
    {
        try
        {
            using var file = File.Create(path);
            using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteStartArray("studies");
            foreach (var (study, report) in studies)
                ReportJson.WriteTo(json, study, report);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The report cannot be written: {problem.Message}", 1, problem);
        }
    }
}
