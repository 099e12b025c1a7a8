using FsCheck;
using FsCheck.Fluent;

namespace FirstRead.Functions.Tests.Lifecycle;

/// <summary>What may happen next.</summary>
internal enum Happening
{
    Announce,
    AnnounceGrowing,
    Put,
    Repeat,
    Cancel,
    Close,
    Minute,
    QuarterOfAnHour,
    TaskTakes,
    TaskDies,
    TaskFinishes,
    StreamComes,
    Acknowledge,
    Sign,
    Append,
}

/// <summary>One step of a run.</summary>
/// <param name="Which">Chooses among what the step may be done to.</param>
/// <param name="DiesBefore">The process dies before its n-th write; 0: it lives.</param>
internal sealed record Step(Happening What, int Which, int DiesBefore)
{
    public override string ToString() => DiesBefore == 0 ? $"{What} {Which}" : $"{What} {Which}, dies before write {DiesBefore}";

    /// <summary>Files come more often than anything else, and now and then somebody dies.</summary>
    public static Gen<Step[]> Runs(int steps) => Gen.ArrayOf(
        from what in Gen.Frequency(
            (3, Gen.Constant(Happening.Announce)),
            (1, Gen.Constant(Happening.AnnounceGrowing)),
            (9, Gen.Constant(Happening.Put)),
            (2, Gen.Constant(Happening.Repeat)),
            (1, Gen.Constant(Happening.Cancel)),
            (1, Gen.Constant(Happening.Close)),
            (3, Gen.Constant(Happening.Minute)),
            (1, Gen.Constant(Happening.QuarterOfAnHour)),
            (4, Gen.Constant(Happening.TaskTakes)),
            (1, Gen.Constant(Happening.TaskDies)),
            (4, Gen.Constant(Happening.TaskFinishes)),
            (3, Gen.Constant(Happening.StreamComes)),
            (1, Gen.Constant(Happening.Acknowledge)),
            (2, Gen.Constant(Happening.Sign)),
            (1, Gen.Constant(Happening.Append)))
        from which in Gen.Choose(0, 1000)
        from dies in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 12)))
        select new Step(what, which, dies),
        steps);
}
