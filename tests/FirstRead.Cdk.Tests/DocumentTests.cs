using System.Text.RegularExpressions;

namespace FirstRead.Cdk.Tests;

/// <summary>What the documents name is there, and the clauses that an auditor asks for each have a line.</summary>
public sealed partial class DocumentTests
{
    private static IEnumerable<string> Pages =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFolders.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(RepositoryFolders.Root, "README.md")).Append(Path.Combine(RepositoryFolders.Root, "local", "README.md"));

    [Test]
    public void Links_OfAllPages_LeadToFilesAndHeadingsThatAreThere()
    {
        var broken = from page in Pages
                     from Match link in Link().Matches(Fenced().Replace(File.ReadAllText(page), ""))
                     let parts = link.Groups[1].Value.Split('#')
                     where !parts[0].Contains("://", StringComparison.Ordinal) && !parts[0].StartsWith("mailto:", StringComparison.Ordinal)
                     let target = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])))
                     where !(File.Exists(target) || Directory.Exists(target)) || (parts.Length > 1 && target.EndsWith(".md", StringComparison.Ordinal) && !HeadingsOf(target).Contains(parts[1]))
                     select $"{Path.GetRelativePath(RepositoryFolders.Root, page)}: {link.Groups[1].Value}";
        Assert.That(broken, Is.Empty);
    }

    [TestCase("164.312", "(a)(1)", "(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)", "(c)(1)", "(c)(2)", "(d)", "(e)(1)", "(e)(2)(i)", "(e)(2)(ii)")]
    [TestCase("164.514", "(a)", "(b)(1)", "(b)(2)(i)", "(b)(2)(ii)", "(c)(1)", "(c)(2)", "(d)", "(e)", "(f)", "(g)", "(h)")]
    [TestCase("164.514", "(A)", "(B)", "(C)", "(D)", "(E)", "(F)", "(G)", "(H)", "(I)", "(J)", "(K)", "(L)", "(M)", "(N)", "(O)", "(P)", "(Q)", "(R)")]
    public void Clauses_OfASection_EachHaveALine(string section, params string[] clauses)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "docs", "security.md"));
        var part = text.Split("\n## ").Single(part => part.StartsWith($"45 CFR {section}", StringComparison.Ordinal));
        var named = part.Split('\n').Where(line => line.StartsWith('|')).SelectMany(line => Clause().Matches(line.Split('|')[1]).Select(match => match.Value)).ToHashSet();
        Assert.That(clauses.Except(named), Is.Empty);
    }

    [Test]
    public void Settings_OfTheContext_AreAllExplained()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolders.Root, "docs", "deploy.md"));
        var asked = new List<string>();
        DeploymentSettings.Read(name =>
        {
            asked.Add(name);
            return null;
        });
        Assert.That(asked.Distinct().Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>As GitHub names them.</summary>
    private static HashSet<string> HeadingsOf(string page) =>
        [.. Heading().Matches(Fenced().Replace(File.ReadAllText(page), "")).Select(heading => NoLetter().Replace(Target().Replace(heading.Groups[1].Value, "$1").Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"(?<!\!)\[[^\]\n]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"\([A-Za-z0-9]\)(?:\([0-9ivx]+\))*")]
    private static partial Regex Clause();
}
