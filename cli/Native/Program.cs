using FirstRead.Cli;
using FirstRead.Cli.Analyze;
using FirstRead.Cli.Deid;
using FirstRead.Cli.Dump;
using FirstRead.Cli.Models;
using FirstRead.Cli.Pixels;
using FirstRead.Cli.Render;

NamedCommand[] commands =
[
    new("analyze", AnalyzeCommand.Create),
    new("deid", DeidCommand.Create),
    new("dump", DumpCommand.Create),
    new("models", ModelsCommand.Create),
    new("pixels", PixelsCommand.Create),
    new("render", RenderCommand.Create),
];
return await NamedCommand.RunAsync(commands, args);
