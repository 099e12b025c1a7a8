using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class QuestionCleanerTests
{
    [TestCase("headache, left-sided weakness", "headache, left-sided weakness")]
    [TestCase("Mrs. Jane Doe, headache for 3 days", "…, headache for 3 days")]
    [TestCase("Seizure since 2024-01-15, call 555 1234", "Seizure since …")]
    [TestCase("rule out metastasis (Dr. Miller)", "rule out metastasis (…)")]
    [TestCase("Иванов", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Clean_Question_KeepsKnownWordsAlone(string? question, string? expected) => Assert.That(QuestionCleaner.Clean(question), Is.EqualTo(expected));
}
