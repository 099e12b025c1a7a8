using System.CommandLine;
using System.CommandLine.Invocation;

namespace FirstRead.Cli;

/// <summary>A command that is built when the command line asks for it: building them all takes longer than de-identifying a slice.</summary>
internal sealed record NamedCommand(string Name, Func<Command> Create)
{
    // Of a command line that asks for what cannot be; 1 is for files that did not pass.
    private const int Usage = 2;

    /// <summary>Runs what the arguments ask for; returns the exit code.</summary>
    public static async Task<int> RunAsync(NamedCommand[] commands, string[] arguments)
    {
        var parsed = Root(commands, arguments).Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Ctrl+C: the local cloud and its children must be gone before this process is.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        }).ReportErrors();
        return parsed.Action is ParseErrorAction ? Usage : code;
    }

    /// <summary>The root with the command that the arguments begin with, or with all of them: for help, or to say what there is.</summary>
    private static RootCommand Root(NamedCommand[] commands, string[] arguments)
    {
        var root = new RootCommand("FirstRead: a first read for every medical image.");
        var asked = arguments.Length > 0 ? Array.Find(commands, command => command.Name == arguments[0]) : null;
        foreach (var command in commands)
            if (asked is null || command == asked)
                root.Add(command.Create());
        return root;
    }
}
