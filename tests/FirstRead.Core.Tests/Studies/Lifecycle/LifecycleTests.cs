using System.Text.RegularExpressions;
using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Lifecycle;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Studies.Lifecycle;

public sealed partial class LifecycleTests
{
    private static IEnumerable<DrawnMachine> Machines => Lifecycles.All;

    [Test]
    public void Page_IsWhatTheCodeSays()
    {
        var page = File.ReadAllText(LifecyclePage.Path);
        var renewed = LifecyclePage.Renew(page);
        if (Environment.GetEnvironmentVariable("FIRSTREAD_UPDATE_DOCS") == "1")
            File.WriteAllText(LifecyclePage.Path, renewed);
        Assert.That(LifecyclePage.MachinesOf(page), Is.EqualTo(Lifecycles.All.Select(machine => machine.Name)));
        Assert.That(File.ReadAllText(LifecyclePage.Path), Is.EqualTo(renewed), "FIRSTREAD_UPDATE_DOCS=1 dotnet test tests/FirstRead.Core.Tests --filter FullyQualifiedName~LifecycleTests writes it anew.");
    }

    [TestCaseSource(nameof(Machines))]
    public void Machine_EveryState_CanBeReachedFromItsStart(DrawnMachine machine)
    {
        var reached = new HashSet<string> { machine.Start };
        while (machine.Moves.Any(move => move.From.Any(reached.Contains) && move.To.Any(reached.Add)))
        {
        }
        // An alert is put as recorded or intended: the first is an end.
        Assert.That(machine.States.Except(reached), Is.EqualTo(machine.Name == "alert" ? new[] { "recorded" } : []));
    }

    [TestCaseSource(nameof(Machines))]
    public void Machine_EveryMove_SaysWhoWhenWhatItWakesAndWhatACrashLeaves(DrawnMachine machine) =>
        Assert.That(machine.Moves.SelectMany(move => new[] { move.Act, move.Who, move.When, move.Next, move.Crash }), Has.None.Empty.And.None.Contains("|"));

    [Test]
    public void Require_AMoveThatNoRowLists_IsRefused()
    {
        Assert.Throws<IllegalMoveException>(() => Given.Study().Finish(Given.Result(Given.StudyId(), 1)));
        Assert.Throws<IllegalMoveException>(() => (Given.Study() with { Status = StudyStatus.Analysed }).Hold(waits: true, null));
        Assert.That(FileLifecycle.Machine.From(FileLifecycle.Settle, FileState.Accepted), Is.EqualTo(new[] { FileState.Pending, FileState.Expired }));
        Assert.That(FileLifecycle.Machine.From(FileLifecycle.Settle, FileState.Pending), Is.Empty);
    }

    /// <summary>A status that is set anywhere else would be set past the table.</summary>
    [Test]
    public void StudyStatus_IsSetByStudyChangesAlone()
    {
        var folders = new[] { "shared", "functions", "inference-container" };
        var setters = folders.SelectMany(folder => Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && SetsStatus().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);
        Assert.That(setters, Is.EqualTo(new[] { "StudyChanges.cs" }));
    }

    [GeneratedRegex(@"\bStatus = Study(Status|Lifecycle)\.")]
    private static partial Regex SetsStatus();
}
