using FirstRead.Core.Settings;
using FirstRead.Core.Triage;

namespace FirstRead.Core.Tests.Triage;

public sealed class EscalationSettingsTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [TestCase(null, new[] { 5, 10, 15 })]
    [TestCase("", new[] { 5, 10, 15 })]
    [TestCase("2, 30", new[] { 2, 30 })]
    public void Read_Minutes_AreTaken(string? text, int[] minutes) => Assert.That(Read(text).After, Is.EqualTo(minutes));

    [TestCase("5,5")]
    [TestCase("10,5")]
    [TestCase("0,5")]
    [TestCase("5,241")]
    [TestCase("five")]
    public void Read_WhatIsNoRisingList_IsRefusedByName(string text) =>
        Assert.That(() => Read(text), Throws.TypeOf<SettingException>().With.Message.Contains("FIRSTREAD_ESCALATION_MINUTES"));

    [TestCase(1, 0, 5)]
    [TestCase(2, 5, 10)]
    [TestCase(2, 6, 10)]
    [TestCase(3, 10, 15)]
    [TestCase(4, 15, 30)]
    [TestCase(5, 30, 45)]
    [TestCase(2, 40, 45)]
    [TestCase(1, 40, 45)]
    public void NextAt_AfterEachMessage_IsByTheFirstUnlessThatIsPast(int messages, int minutesNow, int minutesNext) =>
        Assert.That(EscalationSettings.Standard.NextAt(Sent, messages, Sent.AddMinutes(minutesNow)), Is.EqualTo(Sent.AddMinutes(minutesNext)));

    private static EscalationSettings Read(string? text) => EscalationSettings.Read(new EnvironmentReader(_ => text));
}
