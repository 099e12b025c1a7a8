namespace FirstRead.Cdk.Tests.Deployment;

/// <summary>The Dockerfiles, read but never built.</summary>
[TestFixture("inference-container/Dockerfile")]
[TestFixture("inference-container/Dockerfile.gpu")]
[TestFixture("local/Dockerfile")]
public sealed class ContainerFileTests(string path)
{
    private static readonly string[] Known = ["FROM", "RUN", "COPY", "ENV", "WORKDIR", "USER", "ENTRYPOINT"];

    /// <summary>Instructions with their continuation lines joined, comments gone.</summary>
    private readonly IReadOnlyList<string[]> instructions =
    [
        .. File.ReadAllText(Path.Combine(RepositoryFolders.Root, path)).Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    [Test]
    public void File_EveryInstruction_IsKnown() => Assert.That(instructions.Select(instruction => instruction[0]).Except(Known), Is.Empty);

    [Test]
    public void Copies_FromTheRepository_FindTheirFiles()
    {
        var sources = instructions.Where(instruction => instruction[0] == "COPY" && !instruction[1].StartsWith("--from", StringComparison.Ordinal)).SelectMany(instruction => instruction[1..^1]);

        foreach (var source in sources)
            Assert.That(Path.Exists(Path.Combine(RepositoryFolders.Root, source)), source);
    }

    [Test]
    public void Copies_FromAStage_NameOneThatStandsBefore()
    {
        var stages = new List<string>();
        foreach (var instruction in instructions)
            if (instruction is ["FROM", _, "AS", var stage])
                stages.Add(stage);
            else if (instruction[0] == "COPY" && instruction[1].StartsWith("--from=", StringComparison.Ordinal))
                Assert.That(stages, Has.Member(instruction[1]["--from=".Length..]));
    }

    [Test]
    public void Images_All_CarryATagThatDoesNotMove()
    {
        // A digest beside the tag, or the tag of one release: three numbers, or a date.
        foreach (var image in instructions.Where(instruction => instruction[0] == "FROM").Select(instruction => instruction[1]))
            Assert.That(image.Split('@')[0].Split(':'), Has.Length.EqualTo(2).And.ItemAt(1).Match(@"\d+\.\d+\.\d+|\d{8}"), image);
    }

    [Test]
    public void Packages_OfTheSystem_AreNoIcuAndNoRuntime() =>
        Assert.That(instructions.Last(instruction => instruction[0] == "RUN" && instruction.Contains("apt-get")).Where(word => word.Contains("icu", StringComparison.Ordinal) || word.StartsWith("dotnet", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Program_Runs_NotAsRoot() => Assert.That(instructions.Last(instruction => instruction[0] == "USER")[1], Is.EqualTo("10001:10001"));

    [Test]
    public void Projects_ThatAreBuilt_HaveTheirReferencesCopied()
    {
        var copied = instructions.Where(instruction => instruction[0] == "COPY").SelectMany(instruction => instruction[1..^1]).ToList();
        var projects = Directory.EnumerateFiles(Path.Combine(RepositoryFolders.Root, Path.GetDirectoryName(path)!), "*.csproj");

        foreach (var reference in projects.SelectMany(File.ReadLines).Where(line => line.Contains("<ProjectReference", StringComparison.Ordinal)))
        {
            var folder = reference.Split('"')[1].Replace("../", "", StringComparison.Ordinal).Split('/')[0];
            Assert.That(copied, Has.Member(folder));
        }
    }
}
