using System.CommandLine;
using FirstRead.Cli.Bench.Analyze;
using FirstRead.Cli.Bench.ColdStart;
using FirstRead.Cli.Bench.Container;
using FirstRead.Cli.Bench.Decode;
using FirstRead.Cli.Bench.Deid;
using FirstRead.Cli.Bench.Faults;
using FirstRead.Cli.Bench.Markers;
using FirstRead.Cli.Bench.Memory;
using FirstRead.Cli.Bench.Mutate;
using FirstRead.Cli.Bench.Pipeline;
using FirstRead.Cli.Bench.Portal;
using FirstRead.Cli.Bench.Text;

namespace FirstRead.Cli.Bench;

/// <summary><c>firstread bench</c>: programs that measure, and print tables for docs/.</summary>
public static class BenchCommand
{
    public static Command Create() => new("bench", "Measure, and print a table.")
    {
        DecodeBenchCommand.Create(),
        AnalyzeBenchCommand.Create(),
        ColdStartBenchCommand.Create(),
        ContainerBenchCommand.Create(),
        DeidBenchCommand.Create(),
        FaultsBenchCommand.Create(),
        MarkersBenchCommand.Create(),
        MemoryBenchCommand.Create(),
        MutateBenchCommand.Create(),
        PipelineBenchCommand.Create(),
        PortalBenchCommand.Create(),
        TextBenchCommand.Create(),
    };
}
