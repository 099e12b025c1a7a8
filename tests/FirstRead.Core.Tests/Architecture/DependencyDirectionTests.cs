using System.Xml.Linq;

namespace FirstRead.Core.Tests.Architecture;

/// <summary>Programs stand on Aws, Aws on Core, Core on Dicom; cdk uses Core alone; Core and Dicom know no package but their own.</summary>
public sealed class DependencyDirectionTests
{
    private static readonly string Root = FindRoot();

    [Test]
    public void Dicom_References_NothingAtAll() => Assert.That(References("shared/FirstRead.Dicom/FirstRead.Dicom.csproj"), Is.Empty);

    [Test]
    public void Core_References_DicomAlone() => Assert.That(References("shared/FirstRead.Core/FirstRead.Core.csproj"), Is.EqualTo(new[] { "FirstRead.Dicom" }));

    [Test]
    public void Aws_References_CoreAndAwsPackagesOnly() => Assert.That(
        References("shared/FirstRead.Aws/FirstRead.Aws.csproj").Where(name => !name.StartsWith("AWSSDK.", StringComparison.Ordinal)),
        Is.EqualTo(new[] { "FirstRead.Core" }));

    [Test]
    public void Cdk_References_CoreAloneOfOurs() => Assert.That(
        References("cdk/FirstRead.Cdk.csproj").Where(name => name.StartsWith("FirstRead.", StringComparison.Ordinal)),
        Is.EqualTo(new[] { "FirstRead.Core" }));

    [Test]
    public void SharedProjects_ReferenceNoProgram()
    {
        var programs = Projects("functions").Concat(Projects("cli")).Concat(Projects("local")).Concat(Projects("inference-container")).Concat(Projects("cdk"))
            .Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        foreach (var project in Projects("shared"))
            Assert.That(References(Path.GetRelativePath(Root, project)).Where(programs.Contains), Is.Empty, project);
    }

    /// <summary>All but the native command line, whose compiler not every registry has: eng/compile-ahead.sh builds it where it can.</summary>
    [Test]
    public void EveryProject_StandsInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(Root, "FirstRead.slnx"));
        var missing = new[] { "shared", "functions", "inference-container", "local", "cli", "cdk", "tests" }.SelectMany(Projects)
            .Select(path => Path.GetRelativePath(Root, path)).Where(path => path != Native && !solution.Contains($"\"{path}\"", StringComparison.Ordinal));
        Assert.That(missing, Is.Empty);
    }

    private const string Native = "cli/Native/FirstRead.Native.csproj";

    private static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/cdk.out/", StringComparison.Ordinal));

    private static IReadOnlyList<string> References(string project) =>
        [.. XDocument.Load(Path.Combine(Root, project)).Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "OfficialPackage")
            .Select(element => element.Attribute("Include")!.Value)
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include)
            .Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FirstRead.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
