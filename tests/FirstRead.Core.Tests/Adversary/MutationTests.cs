using FirstRead.Adversary.Mutating;

namespace FirstRead.Core.Tests.Adversary;

/// <summary>Broken and hostile files through reader, de-identifier and writer. The longer run: <c>./firstread bench mutate</c>.</summary>
public sealed class MutationTests
{
    private const int Seed = 20260727;
    private const int Cases = 6_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly IReadOnlyList<SeedFile> Seeds = SeedFiles.Create();

    private static IEnumerable<TestCaseData> HostileFiles() => Attacks.All().Select(file => new TestCaseData(file).SetArgDisplayNames(file.Name));

    private static IEnumerable<TestCaseData> WholeFiles() => Seeds.Select(file => new TestCaseData(file).SetArgDisplayNames(file.Name));

    [Test]
    public void Mutations_OfEverySeed_EndInACodeOrACleanFile()
    {
        var run = new MutationRun(Seeds, Seed, new Trial { Decode = true }, Bound, mostAllocated: 8 << 20);

        for (var number = 0; number < Cases; number++)
            if (run.Next(number) is { } fault)
                Assert.Fail(fault);

        TestContext.Out.WriteLine($"{run.Cases} cases, slowest {run.Slowest}, hungriest {run.Hungriest}: {string.Join(", ", run.Codes)}");
        Assert.That(run.Codes.GetValueOrDefault("ok"), Is.GreaterThan(Cases / 20), "or the mutations teach nothing");
        Assert.That(run.Codes.GetValueOrDefault("truncated"), Is.GreaterThan(Cases / 20));
    }

    [TestCaseSource(nameof(HostileFiles))]
    public void HostileFile_AnyProfile_EndsInBoundedTimeAndMemory(SeedFile file)
    {
        var verdict = Watchdog.Run(() => new Trial().Run(file.Bytes), Bound);

        Assert.That(verdict, Is.Not.Null, $"did not end within {Bound.TotalSeconds} s");
        Assert.That(verdict!.Fault, Is.Null);
        Assert.That(verdict.Allocated, Is.LessThan(1L << 30));
        TestContext.Out.WriteLine($"{verdict.Code} in {verdict.Time.TotalMilliseconds:0} ms, {verdict.Allocated >> 20} MiB");
    }

    [TestCaseSource(nameof(WholeFiles))]
    public void SeedFile_Whole_IsCleanedAndNowhereACutOfItIs(SeedFile file)
    {
        var trial = new Trial();
        // Every byte of a small file; of a report, which has thousands, every few.
        var step = 1 + file.Bytes.Length / 4000;
        Assert.That(trial.Run(file.Bytes).Code, Is.EqualTo("ok"));

        for (var length = 0; length < file.Bytes.Length; length += step)
        {
            var verdict = trial.Run(file.Bytes[..length]);
            Assert.That(verdict.Fault, Is.Null, $"cut at {length}");
            if (verdict.Code == "ok")
                Assert.That(CutFiles.MayPass(file.Bytes, length), Is.True, $"cut at {length} of {file.Bytes.Length}");
        }
    }
}
