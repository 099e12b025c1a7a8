using FirstRead.Dicom.Files;

namespace FirstRead.Dicom.Tests.Files;

public sealed class NewFileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("firstread-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(0)]
    [TestCase(10)]
    [TestCase(64 * 1024)]
    [TestCase(200_000)]
    public void TryKeep_Written_IsWholeUnderItsName(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var path = Path.Combine(_folder, "kept");
        using (var file = new NewFileStream(_folder))
        {
            file.Write(bytes.AsSpan(0, length / 3));
            file.Write(bytes.AsSpan(length / 3));
            Assert.That(File.Exists(path), Is.False, "not before it is whole");
            Assert.That(file.TryKeep(path), Is.True);
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Dispose_NotKept_LeavesNothing()
    {
        using (var file = new NewFileStream(_folder)) file.Write(new byte[100_000]);

        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public void TryKeep_NameIsTaken_LeavesTheOther()
    {
        var path = Path.Combine(_folder, "taken");
        File.WriteAllText(path, "mine");
        using (var file = new NewFileStream(_folder))
        {
            file.Write("yours"u8);

            Assert.That(file.HasSameContent(path), Is.False);
            Assert.That(file.TryKeep(path), Is.False);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo("mine"));
    }

    [TestCase("same", true)]
    [TestCase("samE", false)]
    [TestCase("same and more", false)]
    [TestCase("sam", false)]
    public void HasSameContent_ComparesEveryByte(string other, bool expected)
    {
        var path = Path.Combine(_folder, "other");
        File.WriteAllText(path, other);
        using var file = new NewFileStream(_folder);
        file.Write("same"u8);

        Assert.That(file.HasSameContent(path), Is.EqualTo(expected));
    }

    [Test]
    public void Create_FolderIsMissing_Throws()
    {
        Assert.Throws<DirectoryNotFoundException>(() => new NewFileStream(Path.Combine(_folder, "absent")));
    }
}
