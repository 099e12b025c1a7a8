namespace FirstRead.Core.Triage.OnCall;

/// <summary>Whether this system has time zones: Lambda's has none, they come in the function's zip (TZDIR).</summary>
public static class TimeZones
{
    private const string Probe = "Europe/Berlin";

    /// <summary>One line at the start of a program: where zones are missing, every rota calls everyone.</summary>
    public static void Report(EventLog log) => log.Write("time-zones", ("are", LocalTimes.ProblemOf(Probe) is null ? "known" : "missing"));
}
