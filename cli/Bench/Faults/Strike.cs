namespace FirstRead.Cli.Bench.Faults;

/// <summary>One blow at a process of the local cloud.</summary>
/// <param name="At">Since the cloud was ready.</param>
/// <param name="What"><c>kill</c> (SIGKILL) or <c>freeze</c>: SIGSTOP, and SIGCONT when others must have taken it for dead.</param>
/// <param name="Program">As in cloud.json.</param>
public sealed record Strike(TimeSpan At, string What, string Program)
{
    public const string Kill = "kill", Freeze = "freeze";

    /// <summary>Of so many kills at an inference task one is a freeze: its late writes must change nothing.</summary>
    private const int FreezesOneIn = 3;

    public static IEnumerable<Strike> Draw(Random random, IReadOnlyList<(string Program, int Weight)> victims, double everySeconds, double until)
    {
        var sum = victims.Sum(victim => victim.Weight);
        for (var at = everySeconds; at < until; at -= everySeconds * Math.Log(1 - random.NextDouble()))
        {
            var drawn = random.Next(sum);
            var program = victims.First(victim => (drawn -= victim.Weight) < 0).Program;
            var freezes = program == "inference" && random.Next(FreezesOneIn) == 0;
            yield return new Strike(TimeSpan.FromSeconds(at), freezes ? Freeze : Kill, program);
        }
    }
}
