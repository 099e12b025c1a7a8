namespace FirstRead.Core.Cost;

/// <summary>How long studies waited for a task, seconds.</summary>
/// <param name="Tasks">The most that ran at once.</param>
/// <param name="Launches">Tasks that were started.</param>
/// <param name="TaskHours">From start to end, the start's own seconds among them.</param>
public sealed record ScaleWaits(int Studies, double Median, double P95, double Longest, int Tasks, int Launches, double TaskHours);

/// <summary>
/// A day of the line and its tasks, event by event: studies come at random, by day more than by night; each launches a task while a slot is
/// free; a task takes its start's seconds, then drains the line, and ends when the line is empty. As the launcher and the container do it.
/// </summary>
public static class ScaleSimulation
{
    private const int Day = 86_400;

    /// <summary>Above this many studies a part of the day is enough to see what happens.</summary>
    private const int MostStudies = 200_000;

    /// <param name="seed">Of the arrivals: the same seed, the same day.</param>
    public static ScaleWaits Run(ScaleLoad load, uint seed)
    {
        var random = new Arrivals(load, seed);
        var line = new Queue<double>();
        var ends = new PriorityQueue<bool, double>();
        var waits = new List<double>();
        var (running, most, launches, hours) = (0, 0, 0, 0.0);
        var (arrival, came) = (random.Next(0), 0);
        while (arrival < Day && came < MostStudies || ends.Count > 0)
        {
            var comes = arrival < Day && came < MostStudies;
            if (comes && (!ends.TryPeek(out _, out var end) || arrival <= end))
            {
                line.Enqueue(arrival);
                came++;
                if (running < load.Tasks)
                {
                    running++;
                    launches++;
                    most = Math.Max(most, running);
                    hours += (double)Assumptions.TaskStartSeconds / 3600;
                    ends.Enqueue(true, arrival + (double)Assumptions.TaskStartSeconds);
                }
                arrival = random.Next(arrival);
                continue;
            }
            ends.TryDequeue(out _, out var now);
            if (line.TryDequeue(out var since))
            {
                waits.Add(now - since);
                hours += load.TaskSeconds / 3600;
                ends.Enqueue(true, now + load.TaskSeconds);
            }
            else
                running--;
        }
        waits.Sort();
        return new(waits.Count, At(waits, 0.5), At(waits, 0.95), At(waits, 1), most, launches, hours);
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    /// <summary>A Poisson stream whose rate has its peak at noon and little at midnight.</summary>
    private sealed class Arrivals(ScaleLoad load, uint seed)
    {
        private ulong state = seed * 2862933555777941757UL + 3037000493UL;

        public double Next(double from)
        {
            var at = from;
            // Thinning: candidates at the peak's rate, kept as often as the hour has it.
            while (at < Day)
            {
                at += -Math.Log(1 - Uniform()) / Math.Max(load.PeakStudies, 1e-12);
                if (Uniform() < Share(at))
                    return at;
            }
            return Day;
        }

        /// <summary>A bell over the day whose mean is a third of its height, the peak factor.</summary>
        private static double Share(double at)
        {
            var hour = at / 3600;
            const double width = 3.19;
            return Math.Exp(-(hour - 12) * (hour - 12) / (2 * width * width));
        }

        private double Uniform()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (state >> 11) * (1.0 / (1UL << 53));
        }
    }
}
