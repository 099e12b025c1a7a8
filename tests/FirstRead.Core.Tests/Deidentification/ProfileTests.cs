using System.Text.Json;
using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class ProfileTests
{
    private const string Good = """{"name":"trial","method":"Trial 7","options":["CleanGraphics"]}""";

    [Test]
    public void Load_NameOfEach_GivesIt()
    {
        foreach (var name in DeidentificationProfile.Names)
            Assert.That(DeidentificationProfile.Load(name).Name, Is.EqualTo(name));
        Assert.That(DeidentificationProfile.Load("basic").Options, Is.Empty);
        Assert.That(DeidentificationProfile.Load("clinical-review").Options.Order(), Is.EqualTo(new[] { "113101", "113104", "113105", "113107", "113108" }));
    }

    [Test]
    public void Load_FileWithEveryOption_HasThemAll()
    {
        foreach (var option in Enum.GetValues<DeidentificationOption>().Where(option => option != DeidentificationOption.None))
        {
            var profile = Load($$"""{"name":"one","method":"m", /* one */ "options":["{{option}}"],}""");

            Assert.That(profile.Has(option), Is.True);
            Assert.That(profile.Options, Is.EquivalentTo(new[] { $"{113100 + (int)option}" }));
        }
    }

    [TestCase("""[]""", "must be an object with the members")]
    [TestCase("""{"name":"trial","method":"m","options":[],"color":1}""", "member 'color' is not known: allowed are")]
    [TestCase("""{"method":"m","options":[]}""", "member 'name' must be a text of 1 to 40")]
    [TestCase("""{"name":"Trial A","method":"m","options":[]}""", "member 'name' must be a text of 1 to 40")]
    [TestCase("""{"name":"a","method":"a\\b","options":[]}""", "member 'method' must be a text of 1 to 64")]
    [TestCase("""{"name":"a","method":"m"}""", "member 'options' must be an array")]
    [TestCase("""{"name":"a","method":"m","options":["113105"]}""", "member 'options' has \"113105\", which is not one of CleanPixelData,")]
    [TestCase("""{"name":"a","method":"m","options":["CleanGraphics","CleanGraphics"]}""", "names CleanGraphics twice")]
    [TestCase("""{"name":"a","method":"m","options":["RetainLongitudinalFullDates","RetainLongitudinalModifiedDates"]}""", "choose one")]
    [TestCase("""{"name":"a","method":"m","options":[],"retainedCharacteristics":["PatientSex"]}""", "none without it")]
    [TestCase("""{"name":"a","method":"m","options":["RetainPatientCharacteristics"],"retainedCharacteristics":["PatientName"]}""", "has \"PatientName\", which is not one of PatientSex,")]
    [TestCase("""{"name":"a","name":"b","method":"m","options":[]}""", "is not JSON that can be read")]
    [TestCase("""{"name":"a",""", "is not JSON that can be read")]
    public void Load_FileThatBreaksARule_NamesFileMemberAndWhatIsAllowed(string json, string expected)
    {
        var problem = Assert.Throws<ProfileException>(() => Load(json));

        Assert.That(problem!.Message, Does.StartWith("/").And.Contain("profile.json: ").And.Contain(expected));
    }

    [Test]
    public void Load_NoSuchName_SaysWhatThereIs()
    {
        Assert.That(Assert.Throws<ProfileException>(() => DeidentificationProfile.Load("clinical"))!.Message, Is.EqualTo("clinical: is neither a profile (basic, clinical-review) nor a file that can be read."));
    }

    [Test]
    public void Load_SeveralProblems_NamesAll()
    {
        Assert.That(Assert.Throws<ProfileException>(() => Load("""{"name":"","options":["x",7]}"""))!.Problems, Has.Count.EqualTo(4));
    }

    [Test]
    public void Load_CharacteristicsNotNamed_KeepsAll()
    {
        Assert.That(Load("""{"name":"a","method":"m","options":["RetainPatientCharacteristics"]}""").RetainedCharacteristics, Is.EquivalentTo(ConfidentialityTable.Characteristics));
    }

    [Test]
    public void Schema_Document_AllowsWhatTheReaderAllows()
    {
        using var schema = JsonDocument.Parse(EmbeddedTable.Open("deidentification-profile.schema.json"));
        var properties = schema.RootElement.GetProperty("properties");

        Assert.That(properties.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "$schema", "name", "method", "options", "retainedCharacteristics" }));
        Assert.That(Enum(properties.GetProperty("options")), Is.EqualTo(System.Enum.GetNames<DeidentificationOption>().Skip(1)));
        Assert.That(Enum(properties.GetProperty("retainedCharacteristics")), Is.EqualTo(ConfidentialityTable.Characteristics));
        Assert.That(Load(Good).Name, Is.EqualTo("trial"));

        static IEnumerable<string?> Enum(JsonElement array) => array.GetProperty("items").GetProperty("enum").EnumerateArray().Select(value => value.GetString());
    }

    private static DeidentificationProfile Load(string json)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "profile.json");
            File.WriteAllText(path, json);
            return DeidentificationProfile.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
