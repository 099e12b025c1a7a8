using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class DateShiftTests
{
    [TestCase("20240301", 1, "20240229")]
    [TestCase("2024.03.01", 1, "20240229")]
    [TestCase("202403", 1, "202402")]
    [TestCase("2024", 1, "2023")]
    [TestCase("20240301235959.123456+0100", 366, "20230301235959.123456+0100")]
    [TestCase("20240301-0500", 1, "20240229-0500")]
    [TestCase("20240230", 1, null)]
    [TestCase("20240301256000", 1, null)]
    [TestCase("00000000", 1, null)]
    [TestCase("00010102", 3650, null)]
    [TestCase("20240301 DOE", 1, null)]
    [TestCase("01.03.2024", 1, null)]
    public void Shift_Value_IsMovedInItsOwnForm(string value, int days, string? expected) => Assert.That(DateShift.Shift(value, days), Is.EqualTo(expected));

    [Test]
    public void Shift_AnyFormAndShift_AlwaysChangesTheDate()
    {
        foreach (var value in new[] { "20240131", "202401", "2024", "20240131101010" })
            for (var days = 1; days <= 3650; days++)
                Assert.That(DateShift.Shift(value, days), Is.Not.Null.And.Not.EqualTo(value).And.Length.EqualTo(value.Length));
    }

    [TestCase("101112", true)]
    [TestCase("10:11:12.5", true)]
    [TestCase("2561", false)]
    [TestCase("DOE", false)]
    public void IsTime_Value_IsChecked(string value, bool expected) => Assert.That(DateShift.IsTime(value), Is.EqualTo(expected));
}
