using System.CommandLine;

namespace FirstRead.Cli;

/// <summary>A command that is built when the command line asks for it: building them all takes longer than de-identifying a slice.</summary>
internal sealed record NamedCommand(string Name, Func<Command> Create)
{
    /// <summary>The root with the command that the arguments begin with, or with all of them: for help, or to say what there is.</summary>
    public static RootCommand Root(NamedCommand[] commands, string[] arguments)
    {
        var root = new RootCommand("FirstRead: a first read for every medical image.");
        var asked = arguments.Length > 0 ? Array.Find(commands, command => command.Name == arguments[0]) : null;
        foreach (var command in commands)
            if (asked is null || command == asked)
                root.Add(command.Create());
        return root;
    }
}
