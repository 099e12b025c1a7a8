using System.Runtime.InteropServices;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Settings;
using FirstRead.Inference;
using FirstRead.Inference.Commands;

// Without arguments: one ECS task, driven by its environment. With them: a command for a person, without a cloud.
using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
var log = new JsonLog(Console.Out, TimeProvider.System);
try
{
    return args switch
    {
        [] => await TaskProgram.RunAsync(EnvironmentReader.OfProcess, log, stop.Token),
        ["analyze", .. var rest] when AnalyzeOptions.Parse(rest) is { } options && (File.Exists(options.Path) || Directory.Exists(options.Path)) =>
            await AnalyzeCommand.RunAsync(options, Console.Out, Console.Error, stop.Token),
        ["models", var directory] => ModelsCommand.List(directory, Console.Out),
        ["models", "check", var directory, .. var names] => ModelsCommand.Check(directory, names, Console.Out),
        ["models", "card", var directory, var name] => ModelsCommand.Card(directory, name, Console.Out, Console.Error),
        _ => Usage(),
    };
}
catch (Exception error) when (error is SettingException or ManifestException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return ExitCodes.Configuration;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    log.Write("stopped");
    return ExitCodes.Success;
}
catch (Exception error) when (args is [])
{
    log.Write("ended-by-error", ("type", error.GetType().FullName), ("message", error.Message), ("stack", error.StackTrace));
    return ExitCodes.TryAgain;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

static int Usage()
{
    Console.Error.WriteLine("""
        usage: FirstRead.Inference                               run as a task (see FIRSTREAD_* variables)
               FirstRead.Inference analyze PATH --models DIR [--out DIR] [--model NAME [--point X,Y]] [--image NUMBER] [--json]
               FirstRead.Inference models DIR                    list the bundles under DIR
               FirstRead.Inference models check DIR [NAME...]    hold them against their files, and run each net once
               FirstRead.Inference models card DIR NAME          print a bundle's card
        """);
    return ExitCodes.Usage;
}
