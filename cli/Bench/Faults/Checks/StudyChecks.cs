using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>Each study rests or says why not, and has exactly one current result of all its instances.</summary>
internal static class StudyChecks
{
    public static IEnumerable<FaultCheck> Of(StoredWorld world)
    {
        var instances = world.Instances.ToLookup(instance => instance.Pk);
        var read = world.Studies.Where(study => instances[study.Pk].Any()).ToList();
        yield return new FaultCheck("no study is stuck: each rests, and failed or held ones say why", world.Studies.Count, [.. world.Studies.Where(IsStuck).Select(Describe)]);
        yield return new FaultCheck("nothing waits in line, no place of a task is taken", world.Studies.Count, [.. world.Queue.Concat(world.Slots).Select(item => item.ToString())]);
        yield return new FaultCheck("each study with an instance has exactly one current result", read.Count, [.. read.Where(study => !HasResult(world, study)).Select(Describe)]);
        yield return new FaultCheck("its result has seen all its instances", read.Count, [.. read.Where(study => study.Number(StudiesAttributes.QueuedInstances) != instances[study.Pk].Count()).Select(study => $"{study}: {study.Number(StudiesAttributes.QueuedInstances)} of {instances[study.Pk].Count()}")]);
        yield return new FaultCheck("each study counts what it holds", world.Studies.Count, [.. world.Studies.Where(study => study.Number(StudiesAttributes.InstanceCount) != instances[study.Pk].Count()).Select(study => $"{study}: {study.Number(StudiesAttributes.InstanceCount)}, and holds {instances[study.Pk].Count()}")]);
        yield return new FaultCheck("every instance belongs to a study that stands", world.Instances.Count, [.. world.Instances.Where(instance => !world.Studies.Any(study => study.Pk == instance.Pk)).Take(5).Select(instance => instance.ToString())]);
        var open = world.Uploads.Where(upload => upload.Flag(StudiesAttributes.Open)).ToList();
        yield return new FaultCheck("no upload is left open", world.Uploads.Count, [.. open.Select(upload => upload.ToString())]);
    }

    private static bool IsStuck(StoredItem study) => StoredNames.Parse<StudyStatus>(study.Text(StudiesAttributes.Status)!) switch
    {
        StudyStatus.Analysed => false,
        StudyStatus.NotApplicable or StudyStatus.Failed or StudyStatus.Held => study.Text(StudiesAttributes.Reason) is null,
        _ => true,
    };

    private static bool HasResult(StoredWorld world, StoredItem study)
    {
        var current = study.Number(StudiesAttributes.ResultAttempt);
        return current > 0 && world.Results[study.Pk].Count(result => result.Number(StudiesAttributes.Attempt) == current) == 1
            && world.Results[study.Pk].All(result => result.Number(StudiesAttributes.Attempt) <= current);
    }

    private static string Describe(StoredItem study) => $"{study}: {study.Text(StudiesAttributes.Status)}, result {study.Number(StudiesAttributes.ResultAttempt)}";
}
