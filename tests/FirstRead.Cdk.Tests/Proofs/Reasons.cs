using System.IO.Enumeration;

namespace FirstRead.Cdk.Tests.Proofs;

/// <summary>One row of a file under cdk/checks: what is let pass, where, and why.</summary>
/// <param name="Profile"><c>student</c>, <c>clinical</c> or <c>both</c>.</param>
/// <param name="What">A rule or a wildcard, as it is.</param>
/// <param name="Where">A role or a logical id; <c>*</c> stands for any characters.</param>
internal sealed record Reason(string Profile, string What, string Where, string Why)
{
    public bool IsFor(string profile) => Profile == profile || Profile == "both";

    public bool Covers(string what, string where) => what == What && FileSystemName.MatchesSimpleExpression(Where, where, ignoreCase: false);

    public override string ToString() => $"{Profile} {What} {Where}";
}

/// <summary>Reads the files, and holds what was found against them: nothing without a reason, and no reason without its finding.</summary>
internal static class Reasons
{
    private const int Shortest = 20;

    public static IReadOnlyList<Reason> Read(string file)
    {
        var rows = File.ReadLines(Path.Combine(RepositoryFolders.Cdk, "checks", file)).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.That(rows.Select(row => row.Length), Has.All.EqualTo(4), $"cdk/checks/{file}: profile, what, where, why");
        Assert.That(rows.Where(row => row[3].Length < Shortest || row[0] is not ("student" or "clinical" or "both")).Select(row => string.Join(' ', row)), Is.Empty);
        return [.. rows.Select(row => new Reason(row[0], row[1], row[2], row[3]))];
    }

    public static void Hold(string file, string profile, IReadOnlyCollection<(string What, string Where)> found)
    {
        var reasons = Read(file).Where(reason => reason.IsFor(profile)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(found.Where(each => !reasons.Any(reason => reason.Covers(each.What, each.Where))), Is.Empty, $"Fix it, or say in cdk/checks/{file} why not.");
            Assert.That(
                reasons.Where(reason => !found.Any(each => reason.Covers(each.What, each.Where))), Is.Empty, $"Stale in cdk/checks/{file}: nothing of profile {profile} needs it.");
        });
    }
}
