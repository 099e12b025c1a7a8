using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Review;
using FirstRead.Core.Triage;

namespace FirstRead.Core.Tests.Triage;

public class AlertTextTests
{
    private static readonly AlertText Text = new(new Uri("https://read.example.org/"));

    [Test]
    public void For_AStudy_IsTheWholeMessageAndNothingElse()
    {
        var code = StudyCode.Of(Sample.Id);
        Assert.That(
            Text.For(Sample.Study(), Risk.High),
            Is.EqualTo($"FirstRead: HIGH RISK, MR study {code}. AI, research use, not for diagnosis. https://read.example.org/#/s/{code}"));
    }

    [Test]
    public void For_ASimulatedStudy_SaysSo() =>
        Assert.That(Text.For(Sample.Study() with { Simulated = true }, Risk.High), Does.StartWith("FirstRead: SIMULATED, HIGH RISK"));

    [Test]
    public void For_AnyStudy_HidesClinicAndIds()
    {
        var study = Sample.Study() with { BodyPart = "SECRETPART", CleanedQuestion = "SECRETQUESTION" };
        Assert.That(Text.For(study, Risk.High), Does.Not.Contain("north").And.Not.Contain("2.25").And.Not.Contain("SECRET").And.Not.Contain(study.Patient.Value));
    }

    [TestCase(Risk.High, "HIGH RISK")]
    [TestCase(Risk.Indeterminate, "UNCERTAIN")]
    [TestCase(Risk.NoFinding, "TO READ")]
    [TestCase(Risk.Undetermined, "TO READ")]
    [TestCase(null, "READ NOW")]
    public void For_EachRisk_SaysNoMoreThanTheResult_InNoMorePlacesThanHighRisk(Risk? risk, string words)
    {
        var text = Text.For(Sample.Study(), risk);
        Assert.That(text, Does.StartWith($"FirstRead: {words}, MR study "));
        Assert.That(text, Has.Length.LessThanOrEqualTo(Text.For(Sample.Study(), Risk.High).Length));
    }

    [TestCase("DOE^JOHN")]
    [TestCase("mr")]
    [TestCase("ÄÖ")]
    [TestCase("")]
    [TestCase(null)]
    public void For_AModalityThatIsNoDefinedTerm_LeavesItOut(string? modality) =>
        Assert.That(Text.For(Sample.Study() with { Modality = modality }, Risk.High), Does.Contain("HIGH RISK, study "));

    [Test]
    public void For_TheLongestAddressThatIsTaken_FitsOneMessage()
    {
        var hosts = Enumerable.Range(10, 60).Select(length => new string('h', length));
        var texts = hosts.Select(TryText).OfType<AlertText>().ToList();
        Assert.That(texts, Is.Not.Empty.And.Count.LessThan(60));
        Assert.That(Gsm7.Length(texts[^1].For(Sample.Study() with { Simulated = true, Modality = "MR" }, Risk.High)), Is.LessThanOrEqualTo(160).And.GreaterThan(150));
    }

    [Test]
    public void StudyCode_IsPinned() =>
        Assert.That(StudyCode.Of(StudyId.From(ClinicId.Parse("north"), 0x1234)), Is.EqualTo("S16MZV"));

    [TestCase("abc", 3)]
    [TestCase("a[b]", 6)]
    [TestCase("a`b", null)]
    [TestCase("é…", null)]
    public void Gsm7_OfATextOutsideTheSharedAlphabet_IsNull(string text, int? length) =>
        Assert.That(Gsm7.Length(text), Is.EqualTo(length));

    private static AlertText? TryText(string host)
    {
        try
        {
            return new AlertText(new Uri($"https://{host}.org"));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
