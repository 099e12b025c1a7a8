namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>From an empty folder to the report: one local cloud, and one part after the other on it.</summary>
internal sealed class PipelineBench(string repository, string folder, TextWriter progress)
{
    public async Task<PipelineReport> RunAsync(PipelineOrder order, CancellationToken cancel)
    {
        Clear();
        Directory.CreateDirectory(folder);
        try
        {
            var studies = new PipelineStudies(repository, Path.Combine(folder, "clinic"));
            await using var cloud = await PipelineCloud.StartAsync(repository, folder, order.Programs, cancel);
            using var meter = new ProcessMeter(cloud);
            var single = order.Repeats + order.Cold > 0 ? new OneImage(cloud, studies, progress) : null;
            var report = new PipelineReport(order, Environment.ProcessorCount)
            {
                Warm = single is null ? [] : await single.RunAsync(order.Repeats, isCold: false, cancel),
                Cold = single is null ? [] : await single.RunAsync(order.Cold, isCold: true, cancel),
                Arrivals = await ArriveAsync(order, new(cloud, studies, meter, progress), cancel),
                Soak = order.Soak > 0 ? await new Soak(cloud, studies, order.SoakPerMinute, progress).RunAsync(TimeSpan.FromMinutes(order.Soak), order.Slices, cancel) : null,
            };
            return report with { Peaks = meter.Peaks() };
        }
        finally
        {
            Clear();
        }
    }

    private static async Task<IReadOnlyList<ArrivalRow>> ArriveAsync(PipelineOrder order, Arrival arrival, CancellationToken cancel)
    {
        var rows = new List<ArrivalRow>();
        foreach (var count in new[] { order.Studies / 4, order.Studies / 2, order.Studies }.Where(count => count > 0).Distinct())
            rows.Add(await arrival.RunAsync(count, order.Slices, cancel));
        return rows;
    }

    private void Clear()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
