using FirstRead.Cli;
using FirstRead.Cli.Analyze;
using FirstRead.Cli.Bench;
using FirstRead.Cli.Cost;
using FirstRead.Cli.Deid;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Dump;
using FirstRead.Cli.Models;
using FirstRead.Cli.Pixels;
using FirstRead.Cli.Probe;
using FirstRead.Cli.Render;
using FirstRead.Cli.Replay;
using FirstRead.Cli.Results;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Scale;
using FirstRead.Cli.Triage;
using FirstRead.Cli.Upload;

NamedCommand[] commands =
[
    new("analyze", AnalyzeCommand.Create),
    new("bench", BenchCommand.Create),
    new("cost", CostCommand.Create),
    new("deid", DeidCommand.Create),
    new("demo", DemoCommand.Create),
    new("dump", DumpCommand.Create),
    new("models", ModelsCommand.Create),
    new("pixels", PixelsCommand.Create),
    new("probe", ProbeCommand.Create),
    new("render", RenderCommand.Create),
    new("replay", ReplayCommand.Create),
    new("results", ResultsCommand.Create),
    new("sample", SampleCommand.Create),
    new("scale", ScaleCommand.Create),
    new("triage", TriageCommand.Create),
    new("upload", UploadCommand.Create),
];
return await NamedCommand.RunAsync(commands, args);
