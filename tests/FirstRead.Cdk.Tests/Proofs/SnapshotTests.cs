namespace FirstRead.Cdk.Tests.Proofs;

/// <summary>What a change does to the deployed system shows as a diff of cdk/checks/student.txt and clinical.txt.</summary>
public sealed class SnapshotTests
{
    private const string Update = "FIRSTREAD_UPDATE_DOCS";

    [Test]
    public void Student_Template_IsAsReviewed() => Hold("student.txt", Snapshot.Of(Template.Default));

    [Test]
    public void Clinical_Template_DiffersFromTheStudentsAsReviewed()
    {
        var (student, clinical) = (Headed(Template.Default), Headed(Template.Clinical));

        Hold("clinical.txt", [.. Counted(student, clinical, "- "), .. Counted(clinical, student, "+ ")]);
    }

    /// <summary>Each line with its resource before it: lines of two resources are never taken for one.</summary>
    private static List<string> Headed(Template template)
    {
        var headed = new List<string>();
        var head = "";
        foreach (var line in Snapshot.Of(template))
            headed.Add(line.StartsWith(' ') ? $"{head} {line.Trim()}" : head = line);
        return headed;
    }

    private static IEnumerable<string> Counted(List<string> these, List<string> without, string sign)
    {
        var rest = without.CountBy(line => line).ToDictionary();
        foreach (var line in these)
            if (rest.TryGetValue(line, out var left) && left > 0)
                rest[line] = left - 1;
            else
                yield return sign + line;
    }

    private static void Hold(string file, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(RepositoryFolders.Cdk, "checks", file);
        var text = string.Join('\n', lines) + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, text);

        Assert.That(File.ReadAllText(path), Is.EqualTo(text), $"Read the difference; then run this test with {Update}=1 and commit cdk/checks/{file}.");
    }
}
