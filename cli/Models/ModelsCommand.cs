using System.CommandLine;
using FirstRead.Cli.Analyze;
using Bundles = FirstRead.Inference.Commands.ModelsCommand;

namespace FirstRead.Cli.Models;

/// <summary><c>firstread models list|check|card</c>: the model bundles that are installed.</summary>
public static class ModelsCommand
{
    public static Command Create() => new("models", "Look at the model bundles.") { List(), Check(), Card() };

    private static Command List()
    {
        var folder = BundleFolder.Option();
        var command = new Command("list", "Name, version, kind, use and Device UID of each bundle.") { folder };
        command.SetAction((parsed, _) => BundleFolder.Guarded(() => Task.FromResult(Bundles.List(BundleFolder.Of(parsed.GetValue(folder)), Console.Out))));
        return command;
    }

    private static Command Check()
    {
        var folder = BundleFolder.Option();
        var names = new Argument<string[]>("NAME") { Description = "Bundles to check; none: all.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("check", "Hold bundles against their files and run each net once.") { names, folder };
        command.SetAction((parsed, _) => BundleFolder.Guarded(() => Task.FromResult(Bundles.Check(BundleFolder.Of(parsed.GetValue(folder)), parsed.GetValue(names) ?? [], Console.Out))));
        return command;
    }

    private static Command Card()
    {
        var folder = BundleFolder.Option();
        var name = new Argument<string>("NAME");
        var command = new Command("card", "Print a bundle's card: data, figures, limits, intended use.") { name, folder };
        command.SetAction((parsed, _) => BundleFolder.Guarded(() => Task.FromResult(Bundles.Card(BundleFolder.Of(parsed.GetValue(folder)), parsed.GetRequiredValue(name), Console.Out, Console.Error))));
        return command;
    }
}
