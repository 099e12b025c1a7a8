using FirstRead.Cli;
using FirstRead.Cli.Deid;
using FirstRead.Cli.Dump;
using FirstRead.Cli.Pixels;
using FirstRead.Cli.Render;

NamedCommand[] commands =
[
    new("deid", DeidCommand.Create),
    new("dump", DumpCommand.Create),
    new("pixels", PixelsCommand.Create),
    new("render", RenderCommand.Create),
];
return await NamedCommand.RunAsync(commands, args);
