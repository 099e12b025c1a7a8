using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class PatientAgeTests
{
    [TestCase("19600229", "20240228", null, "063Y")]
    [TestCase("19600229", "20240229", null, "064Y")]
    [TestCase("20230301", "20240115", null, "010M")]
    [TestCase("20220115", "20240114", null, "023M")]
    [TestCase("19200101", "20240101", "104Y", "090Y")]
    [TestCase(null, "20240101", "104Y", "090Y")]
    [TestCase(null, null, "010D", "000M")]
    [TestCase(null, null, "018M", "018M")]
    [TestCase("20250101", "20240101", "007Y", "007Y")]
    [TestCase(null, null, "SEVEN", null)]
    public void Of_BirthAndStudy_IsCoarse(string? birth, string? study, string? recorded, string? expected) =>
        Assert.That(PatientAge.Of(birth, study, recorded), Is.EqualTo(expected));
}
