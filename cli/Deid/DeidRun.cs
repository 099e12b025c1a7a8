using System.Runtime.ExceptionServices;

namespace FirstRead.Cli.Deid;

/// <summary>De-identifies files in parallel, each on its own: what is wrong with one harms no other.</summary>
internal static class DeidRun
{
    /// <returns>0 when every file passed, 1 when some did not.</returns>
    /// <exception cref="CommandException">There is nothing to do, or no folder to write to.</exception>
    public static int Run(DeidOrder order, OutcomeReport report, TimeProvider clock, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var files = InputFile.Find(order.Paths, order.Target);
        if (files.Count == 0)
            throw new CommandException("There is no file in what was given.");
        Directory.CreateDirectory(order.Target);
        var folders = new TargetFolders(order.Target, order.Keys);
        var next = -1;
        Together(Math.Min(order.Jobs, files.Count), () =>
        {
            var worker = new DeidFile(order, folders, clock);
            while (!cancel.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < files.Count)
                report.Add(worker.Run(files[index]));
        });
        cancel.ThrowIfCancellationRequested();
        report.Finish(order.Target, clock.GetElapsedTime(started));
        return report.AllPassed ? 0 : 1;
    }

    /// <summary>Runs the work on so many threads, this one among them; throws what the first of them threw.</summary>
    private static void Together(int threads, Action work)
    {
        Exception? failure = null;
        void Guarded()
        {
            try
            {
                work();
            }
            catch (Exception problem)
            {
                Interlocked.CompareExchange(ref failure, problem, null);
            }
        }

        var others = new Thread[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Guarded);
            others[i].Start();
        }
        Guarded();
        foreach (var other in others)
            other.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }
}
