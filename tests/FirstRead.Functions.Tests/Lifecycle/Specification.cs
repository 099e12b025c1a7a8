using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Lifecycle;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Tests.Lifecycle;

/// <summary>What holds of all rows: after every step, and more when everything has come to rest. It reads rows and asks no handler.</summary>
internal sealed class Specification(LifecycleWorld world)
{
    private static readonly StudyStatus[] Ends = [StudyStatus.Analysed, StudyStatus.NotApplicable, StudyStatus.Failed, StudyStatus.Held];
    private readonly Dictionary<object, string> before = [];

    public async Task AfterAStepAsync(string when)
    {
        foreach (var promised in world.Uploads)
        {
            var upload = await world.Intake.UploadAsync(promised);
            Assert.That(!upload.Open || upload.DueAt is not null, Is.True, $"{when}: an open upload is due");
            Moved(upload.Id, upload.State, UploadLifecycle.Machine, StoredNames.Of, when);
            foreach (var file in await world.Intake.Uploads.ListFilesAsync(upload.Id, default))
                Moved(file.Id, file.State, FileLifecycle.Machine, StoredNames.Of, when);
        }
        var work = (await world.Intake.Queue.ListWaitingAsync(int.MaxValue, default)).Concat(await world.Intake.Queue.ListTakenAsync(default)).Select(item => item.Study).ToHashSet();
        foreach (var study in await world.StudiesAsync())
        {
            Moved(study.Id, study.Status, StudyLifecycle.Machine, StoredNames.Of, when);
            Assert.That(work.Contains(study.Id), Is.EqualTo(study.Status is StudyStatus.Queued or StudyStatus.Analysing), $"{when}: in line while it waits or is analysed, and only then");
            if (study.Status == StudyStatus.Receiving)
                Assert.That(world.Undelivered.Count > 0 || await AnyDueAsync(study.Id), Is.True, $"{when}: somebody looks at a study that is received");
            if (study.Status is StudyStatus.Held or StudyStatus.NotApplicable or StudyStatus.Failed)
                Assert.That(study.Reason, Is.Not.Null, $"{when}: {study.Status} has its reason");
            Assert.That(study.Missing is not null, Is.EqualTo(study.Incomplete), $"{when}: what is incomplete says why");
        }
    }

    public async Task AtRestAsync()
    {
        var accepted = new List<UploadFile>();
        foreach (var promised in world.Uploads)
        {
            var upload = await world.Intake.UploadAsync(promised);
            Assert.That((upload.Open, upload.DueAt), Is.EqualTo((false, (DateTimeOffset?)null)), "an upload rests");
            var files = await world.Intake.Uploads.ListFilesAsync(upload.Id, default);
            Assert.That(files.Select(file => file.State), Has.None.EqualTo(FileState.Pending));
            Assert.That(upload.Tally, Is.EqualTo(FileTally.Of(files)));
            accepted.AddRange(files.Where(file => file.State == FileState.Accepted));
            foreach (var twin in files.Where(file => file.State == FileState.Duplicate))
                Assert.That((await world.Intake.Studies.GetInstanceAsync(twin.Study!.Value, twin.SopInstanceUid!, default))!.Sha256, Is.EqualTo(twin.Sha256), "a duplicate's bytes are there");
        }
        var studies = await world.StudiesAsync();
        var instances = new List<Instance>();
        foreach (var study in studies)
            instances.AddRange(await AtRestAsync(study));
        // Every accepted file in exactly one study, and nothing in a study that is no accepted file.
        Assert.That(instances.Select(instance => instance.ObjectKey.Split('/')[^1]), Is.EquivalentTo(accepted.Select(file => $"{file.Id}.dcm")));
        Assert.That(world.Intake.Instances(), Is.SupersetOf(instances.Select(instance => instance.ObjectKey)), "each has its object");
        Assert.That(await world.Intake.Queue.ListWaitingAsync(10, default), Is.Empty);
        Assert.That(await world.Intake.Queue.ListTakenAsync(default), Is.Empty);
    }

    private async Task<IReadOnlyList<Instance>> AtRestAsync(Study study)
    {
        Assert.That(study.Status, Is.AnyOf(Ends.Cast<object>().ToArray()));
        var instances = await world.Intake.Studies.ListInstancesAsync(study.Id, default);
        Assert.That((study.InstanceCount, study.QueuedInstances), Is.EqualTo((instances.Count, instances.Count)), "counted and analysed as many as there are");
        var lost = await LostAsync(study, instances);
        // Three slices a study are no stack with a usual distance: nothing else can be missing.
        Assert.That(study.Incomplete, Is.EqualTo(lost), $"incomplete is what lacks something: {study.Missing}");

        var results = new List<int>();
        for (var attempt = 1; attempt <= study.Attempt; attempt++)
            if (await world.Results.GetAsync(study.Id, attempt, default) is not null)
                results.Add(attempt);
        Assert.That(study.ResultAttempt, Is.EqualTo(results.LastOrDefault()), "one current result, the last");
        var alerts = await world.Alerts.ListAsync(study.Id, default);
        Assert.That(alerts.Select(alert => alert.Attempt).Order(), Is.EqualTo(results), "one alert record a result version");
        Assert.That(alerts, Has.None.Property(nameof(Alert.State)).EqualTo(AlertState.Intended), "nobody is unwarned");

        var rounds = await world.Reviews.ListAsync(study.Id, default);
        Assert.That(rounds.Count(round => round.Signature is not null), Is.EqualTo(world.Signatures.GetValueOrDefault(study.Id)), "no signature is lost");
        return instances;
    }

    /// <summary>By the words of docs/lifecycle.md, from rows alone.</summary>
    private async Task<bool> LostAsync(Study study, IReadOnlyList<Instance> instances)
    {
        foreach (var upload in await world.Intake.Uploads.ListUploadsAsync(study.Id, default))
        {
            var elsewhere = new List<Instance>();
            foreach (var other in await world.Intake.Uploads.ListStudiesAsync(upload, default))
                elsewhere.AddRange(await world.Intake.Studies.ListInstancesAsync(other, default));
            foreach (var file in await world.Intake.Uploads.ListFilesAsync(upload, default))
            {
                if (file.State is not (FileState.Expired or FileState.Refused or FileState.Held) || (file.Study is { } its && its != study.Id))
                    continue;
                if (elsewhere.Any(instance => instance.Sha256 == file.Sha256) || (file.State != FileState.Held && instances.Any(instance => instance.SopInstanceUid == file.SopInstanceUid)))
                    continue;
                return true;
            }
        }
        return false;
    }

    private async Task<bool> AnyDueAsync(StudyId study)
    {
        foreach (var id in await world.Intake.Uploads.ListUploadsAsync(study, default))
            if ((await world.Intake.Uploads.GetAsync(id, default))?.DueAt is not null)
                return true;
        return false;
    }

    /// <summary>From the state of before a path of listed moves leads to this one.</summary>
    private void Moved<T>(object key, T state, StateMachine<T> machine, Func<T, string> nameOf, string when) where T : struct, Enum
    {
        var (from, to) = (before.GetValueOrDefault(key), nameOf(state));
        before[key] = to;
        if (from is null)
            return;
        var reached = new HashSet<string> { from };
        var moves = machine.Drawn.Moves;
        while (moves.Any(move => move.From.Any(reached.Contains) && move.To.Any(reached.Add)))
        {
        }
        Assert.That(reached, Does.Contain(to), $"{when}: {key} went from {from} to {to}");
    }
}
