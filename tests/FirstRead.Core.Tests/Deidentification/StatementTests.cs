namespace FirstRead.Core.Tests.Deidentification;

/// <summary>docs/deidentification.md is made from the tables that the program uses.</summary>
public sealed class StatementTests
{
    private const string Update = "FIRSTREAD_UPDATE_DOCS";

    [Test]
    public void Statement_Committed_IsWhatTheTablesSay()
    {
        var path = Path.Combine(Root(), "docs", "deidentification.md");
        var statement = Statement.Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, statement);

        Assert.That(File.ReadAllText(path), Is.EqualTo(statement), $"Run this test with {Update}=1 to write the document anew.");
    }

    [Test]
    public void Statement_Table_HasEveryRowOfTheStandard()
    {
        Assert.That(Statement.Write().Split('\n').Count(line => line.StartsWith("| (", StringComparison.Ordinal) && line.Split('|').Length == 8), Is.EqualTo(654), "and one row for private attributes");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FirstRead.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
