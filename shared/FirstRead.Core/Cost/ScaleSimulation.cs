using FirstRead.Core.Launching;

namespace FirstRead.Core.Cost;

/// <summary>How long studies waited for a task, seconds.</summary>
/// <param name="Tasks">The most that ran at once.</param>
/// <param name="Launches">Tasks that were started.</param>
/// <param name="TaskHours">From start to end, the start's own seconds among them.</param>
public sealed record ScaleWaits(int Studies, double Median, double P95, double Longest, int Tasks, int Launches, double TaskHours);

/// <summary>
/// A day of the line and its tasks, study by study: they come at random, by day more than by night; a task is started for one that those which
/// run will not begin soon enough (<see cref="LaunchPace"/>), while a slot is free; it takes its start's seconds, then drains the line, and ends when
/// the line is empty. As the launcher and the container do it.
/// </summary>
public static class ScaleSimulation
{
    private const int Day = 86_400;

    /// <summary>Above this many studies a part of the day is enough to see what happens.</summary>
    private const int MostStudies = 200_000;

    private const double Start = (double)Assumptions.TaskStartSeconds;

    /// <param name="seed">Of the arrivals: the same seed, the same day.</param>
    public static ScaleWaits Run(ScaleLoad load, uint seed)
    {
        var (random, patience) = (new Arrivals(load, seed), LaunchPace.Measured.Patience.TotalSeconds);
        // Since when each task works, and when it will have done what is left to it: then it ends.
        var (tasks, waits) = (new List<(double Ready, double Free)>(), new List<double>());
        var (most, launches) = (0, 0);
        for (var arrival = random.Next(0); arrival < Day && waits.Count < MostStudies; arrival = random.Next(arrival))
        {
            tasks.RemoveAll(task => task.Free <= arrival);
            if (tasks.Count < load.Tasks && !tasks.Exists(task => task.Free <= Math.Max(arrival, task.Ready) + patience))
            {
                tasks.Add((arrival + Start, arrival + Start));
                launches++;
            }
            var first = 0;
            for (var index = 1; index < tasks.Count; index++)
                if (tasks[index].Free < tasks[first].Free)
                    first = index;
            waits.Add(tasks[first].Free - arrival);
            tasks[first] = tasks[first] with { Free = tasks[first].Free + load.TaskSeconds };
            most = Math.Max(most, tasks.Count);
        }
        waits.Sort();
        return new(waits.Count, At(waits, 0.5), At(waits, 0.95), At(waits, 1), most, launches, ((launches * Start) + (waits.Count * load.TaskSeconds)) / 3600);
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
