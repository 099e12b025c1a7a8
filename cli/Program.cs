using System.CommandLine;
using FirstRead.Cli;
using FirstRead.Cli.Deid;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Pixels;
using FirstRead.Cli.Render;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;

var root = new RootCommand("FirstRead: a first read for every medical image.")
{
    DeidCommand.Create(),
    DemoCommand.Create(),
    PixelsCommand.Create(),
    RenderCommand.Create(),
    SampleCommand.Create(),
    UploadCommand.Create(),
};
return await root.Parse(args).InvokeAsync(new InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    // Ctrl+C: the local cloud and its children must be gone before this process is.
    ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
}).ReportErrors();
