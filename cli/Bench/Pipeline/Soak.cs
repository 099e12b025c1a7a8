using System.Globalization;
using System.Text.RegularExpressions;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>One study after the other for as long as was asked, and each minute what every lasting process holds.</summary>
/// <param name="perMinute">Studies a minute at most.</param>
internal sealed partial class Soak(PipelineCloud cloud, PipelineStudies studies, double perMinute, TextWriter progress)
{
    public async Task<SoakReport> RunAsync(TimeSpan duration, int slices, CancellationToken cancel)
    {
        var (clock, samples, sent) = (TimeProvider.System, new List<SoakSample>(), 0);
        using var client = await cloud.LogInAsync(null, cancel);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1 / perMinute));
        var (before, began, sampled) = (cloud.Outbox.Read().Count, clock.GetTimestamp(), -1);
        while (clock.GetElapsedTime(began) is var elapsed && elapsed < duration)
        {
            if ((int)elapsed.TotalMinutes > sampled)
            {
                sampled = (int)elapsed.TotalMinutes;
                samples.AddRange(Sample(elapsed.TotalMinutes));
                progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Soak: minute {sampled}, {sent} studies sent, {cloud.Outbox.Read().Count - before} called for"));
            }
            var files = await studies.SeriesAsync(slices, cancel);
            await client.SendAsync(files, new UploadOrder("routine", null, Prior: false, []), _ => { }, cancel);
            PipelineStudies.Forget(files);
            sent++;
            // Not faster than the task drains: a growing queue would be what grows.
            while (await timer.WaitForNextTickAsync(cancel) && sent - (cloud.Outbox.Read().Count - before) > 4 && clock.GetElapsedTime(began) < duration + Arrival.Patience)
            {
            }
        }
        var minutes = clock.GetElapsedTime(began).TotalMinutes;
        for (var end = clock.GetTimestamp(); cloud.Outbox.Read().Count - before < sent && clock.GetElapsedTime(end) < Arrival.Patience;)
            await timer.WaitForNextTickAsync(cancel);
        samples.AddRange(Sample(minutes));
        return new(minutes, sent, cloud.Outbox.Read().Count - before, samples);
    }

    private IEnumerable<SoakSample> Sample(double minute)
    {
        foreach (var (name, id) in cloud.Processes().Append(("local cloud", cloud.ProcessId)).Where(process => process.Item1 != ProcessMeter.Task))
            if (Held(id) is var (bytes, handles))
                yield return new(minute, name, id, bytes, handles);
    }

    private static (long Bytes, int Handles)? Held(int process)
    {
        try
        {
            var resident = ResidentPattern().Match(File.ReadAllText($"/proc/{process}/status"));
            return resident.Success ? (long.Parse(resident.Groups[1].Value, CultureInfo.InvariantCulture) * 1024, Directory.EnumerateFiles($"/proc/{process}/fd").Count()) : null;
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"VmRSS:\s+(\d+) kB")]
    private static partial Regex ResidentPattern();
}

public sealed record SoakSample(double Minute, string Process, int Id, long Bytes, int Handles);

/// <param name="Minutes">How long it ran.</param>
public sealed record SoakReport(double Minutes, int Sent, int CalledFor, IReadOnlyList<SoakSample> Samples)
{
    /// <summary>What grew in an hour, by least squares over the second half: the first warms up.</summary>
    public IReadOnlyList<SoakSlope> Slopes() =>
    [
        .. Samples.GroupBy(sample => (sample.Process, sample.Id)).Where(group => group.Count() > 2).Select(group =>
        {
            var late = group.Where(sample => sample.Minute >= Minutes / 2).ToList();
            return new SoakSlope(
                group.Key.Process, group.First().Bytes, group.Last().Bytes, SlopeAnHour(late, sample => sample.Bytes), group.First().Handles, group.Last().Handles, SlopeAnHour(late, sample => sample.Handles));
        }).OrderBy(slope => slope.Process, StringComparer.Ordinal),
    ];

    private static double SlopeAnHour(IReadOnlyList<SoakSample> samples, Func<SoakSample, double> of)
    {
        if (samples.Count < 2)
            return 0;
        var (time, value) = (samples.Average(sample => sample.Minute), samples.Average(of));
        var spread = samples.Sum(sample => Math.Pow(sample.Minute - time, 2));
        return spread == 0 ? 0 : 60 * samples.Sum(sample => (sample.Minute - time) * (of(sample) - value)) / spread;
    }
}

/// <param name="BytesAnHour">Over the second half of the run.</param>
public sealed record SoakSlope(string Process, long FirstBytes, long LastBytes, double BytesAnHour, int FirstHandles, int LastHandles, double HandlesAnHour);
