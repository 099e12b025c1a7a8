using System.Text;
using System.Text.RegularExpressions;
using FirstRead.Core.Studies.Lifecycle;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies.Lifecycle;

/// <summary>docs/lifecycle.md: a drawing and a table of each machine, between its two marks.</summary>
internal static partial class LifecyclePage
{
    public static string Path { get; } = RepositoryRoot.Combine("docs", "lifecycle.md");

    /// <summary>The page with every machine as the code has it.</summary>
    public static string Renew(string page) => Machine().Replace(page, match =>
    {
        var machine = Lifecycles.All.Single(machine => machine.Name == match.Groups[1].Value);
        return $"<!-- machine: {machine.Name} -->\n{Draw(machine)}<!-- end -->";
    });

    public static IEnumerable<string> MachinesOf(string page) => Machine().Matches(page).Select(match => match.Groups[1].Value);

    private static string Draw(DrawnMachine machine)
    {
        var text = new StringBuilder()
            .Append('\n').Append("## ").Append(char.ToUpperInvariant(machine.Name[0])).Append(machine.Name.AsSpan(1)).Append("\n\n")
            .Append(machine.About).Append("\n\n```mermaid\nstateDiagram-v2\n")
            .Append("    [*] --> ").Append(IdOf(machine.Start)).Append('\n');
        foreach (var move in machine.Moves)
            foreach (var from in move.From)
                foreach (var to in move.To.Where(to => to != from || move.To.Count == 1))
                    text.Append("    ").Append(IdOf(from)).Append(" --> ").Append(IdOf(to)).Append(" : ").Append(move.Act).Append('\n');
        text.Append("```\n\n| from | to | what | who | when | wakes | its writer dies |\n|---|---|---|---|---|---|---|\n");
        foreach (var move in machine.Moves)
            text.Append($"| {string.Join(", ", move.From)} | {string.Join(", ", move.To)} | {move.Act} | {move.Who} | {move.When} | {move.Next} | {move.Crash} |\n");
        return text.Append('\n').ToString();
    }

    /// <summary>Mermaid takes no hyphen in a state's id.</summary>
    private static string IdOf(string state) => state.Replace('-', '_');

    [GeneratedRegex("<!-- machine: ([a-z]+) -->.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Machine();
}
