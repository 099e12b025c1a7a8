namespace FirstRead.Adversary.Mutating;

/// <summary>Runs a case in a thread of its own and gives up on it after a bound; a thread that hangs cannot be ended, so the caller must stop.</summary>
public static class Watchdog
{
    // Deep recursion must show as what it is: the stack is no larger than a server's thread has.
    private const int StackBytes = 1 << 20;

    /// <summary>Null when the case was not done in time.</summary>
    public static T? Run<T>(Func<T> run, TimeSpan bound)
        where T : class
    {
        T? result = null;
        var thread = new Thread(() => result = run(), StackBytes) { IsBackground = true, Name = "case" };
        thread.Start();
        return thread.Join(bound) ? result : null;
    }
}
