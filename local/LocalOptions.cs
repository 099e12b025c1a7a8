using System.Globalization;
using FirstRead.Core.Settings;

namespace FirstRead.Local;

/// <summary>The command line.</summary>
/// <param name="Data">Folder of everything that is stored; created when missing.</param>
/// <param name="Port">First of the services' consecutive ports, or 0 for free ones.</param>
/// <param name="Repository">Where the programs that it runs were built.</param>
/// <param name="ReconcileEvery">On AWS one minute.</param>
/// <param name="IngestProcesses">How many Ingest processes may run at a time.</param>
/// <param name="StalledAfter">An upload without progress for so long is closed without what is missing. On AWS fifteen minutes.</param>
/// <param name="RetryAfter">Wait before the first retry of a failed event, doubled for the second. On AWS one minute.</param>
/// <param name="EscalationMinutes">When the next persons are called, comma-separated; null: as on AWS.</param>
/// <param name="Programs">Folder of published programs, as eng/publish-functions.sh and eng/publish-container.sh leave them; null: the build's own.</param>
/// <param name="CountRequests">Count what is asked of the services (<see cref="Counting.RequestCounts"/>).</param>
/// <param name="EnforcePolicies">False: what a role's policy denies is logged and done.</param>
public sealed record LocalOptions(
    string Data, int Port, string Repository, TimeSpan ReconcileEvery, int IngestProcesses, TimeSpan StalledAfter, TimeSpan RetryAfter, string? EscalationMinutes = null,
    string? Programs = null, bool CountRequests = false, bool EnforcePolicies = true)
{
    /// <summary>What is to go wrong; null: nothing is.</summary>
    public string? FaultPlan { get; init; }

    public const string Usage = "usage: FirstRead.Local --data DIR [--port BASE|0] [--repository ROOT] [--reconcile-seconds 5] [--ingest-processes 2] [--stalled-seconds 45] [--retry-seconds 2] [--escalation-minutes 5,10,15] [--policies enforce|report] [--programs DIR] [--count-requests 0] [--faults PLAN]";

    /// <exception cref="FormatException">The arguments are not understood; the message says which.</exception>
    public static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal) || index + 1 == arguments.Count)
                throw new FormatException($"'{arguments[index]}' is no option with a value.");
            values[arguments[index][2..]] = arguments[index + 1];
        }
        string? Take(string name) => values.Remove(name, out var value) ? value : null;
        var options = new LocalOptions(
            Path.GetFullPath(Take("data") ?? throw new FormatException("--data is missing.")),
            Number(Take("port"), 9000, 0, 65_000),
            Path.GetFullPath(Take("repository") ?? FindRepository()),
            TimeSpan.FromSeconds(Number(Take("reconcile-seconds"), 5, 1, 3600)),
            Number(Take("ingest-processes"), 2, 1, 64),
            TimeSpan.FromSeconds(Number(Take("stalled-seconds"), 45, 1, 604_800)),
            TimeSpan.FromSeconds(Number(Take("retry-seconds"), 2, 0, 3600)),
            Take("escalation-minutes"),
            (Take("programs") ?? EnvironmentReader.OfProcess.Optional(EnvironmentNames.Programs)) is { } programs ? Path.GetFullPath(programs) : null,
            Number(Take("count-requests"), 0, 0, 1) == 1,
            Take("policies") switch
            {
                null or "enforce" => true,
                "report" => false,
                var other => throw new FormatException($"'{other}' is neither enforce nor report."),
            })
        {
            FaultPlan = Take("faults"),
        };
        return values.Count == 0 ? options : throw new FormatException($"'--{values.Keys.First()}' is not an option.");
    }

    /// <summary>The folder above this program that holds the solution.</summary>
    public static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FirstRead.slnx")))
                return folder.FullName;
        throw new FormatException("No FirstRead.slnx above this program: name the repository with --repository.");
    }

    private static int Number(string? text, int standard, int least, int most) => text is null
        ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"'{text}' is no whole number from {least} to {most}.");
}
