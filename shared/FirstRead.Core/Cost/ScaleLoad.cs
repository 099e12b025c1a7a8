namespace FirstRead.Core.Cost;

/// <summary>What comes, and what is there for it.</summary>
/// <param name="StudiesADay">On the mean.</param>
/// <param name="Slices">Files of a study.</param>
/// <param name="Tasks">Inference tasks at once (<c>maxTasks</c>).</param>
/// <param name="IngestConcurrency">Invocations of Ingest at once.</param>
public sealed record ScaleLoad(double StudiesADay, int Slices, int Tasks, int IngestConcurrency)
{
    private const double SecondsADay = 86_400;

    /// <summary>A second, in the busiest hour.</summary>
    public double PeakStudies => StudiesADay * ScaleFacts.PeakFactor / SecondsADay;

    public double PeakFiles => PeakStudies * Slices;

    /// <summary>Seconds of a task that runs already.</summary>
    public double TaskSeconds => ScaleFacts.TaskSecondsAStudy + (ScaleFacts.TaskSecondsAFile * Slices);
}
