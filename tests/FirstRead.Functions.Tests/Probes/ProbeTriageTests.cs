using FirstRead.Core.Analysis;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Tests.Triage;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Probes;

/// <summary>Whom a test study calls.</summary>
public sealed class ProbeTriageTests
{
    private TriageWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await TriageWorld.CreateAsync(ProbeWorld.Daily);

    [TestCase(AnalysisOutcome.Analysed, Risk.NoFinding)]
    [TestCase(AnalysisOutcome.Analysed, Risk.High)]
    [TestCase(AnalysisOutcome.NotApplicable, Risk.Undetermined)]
    [TestCase(AnalysisOutcome.Failed, Risk.Undetermined)]
    public async Task TestStudy_WhateverItsResult_CallsTheTestPhonesInTurnAndNobodyElse(AnalysisOutcome outcome, Risk risk)
    {
        var study = await world.ResultAsync(outcome, risk, clinic: ClinicId.Synthetic);
        await world.HandleAsync(TriageWorld.Record(study));
        await world.LookAfterAsync(5);
        await world.LookAfterAsync(5);

        Assert.That(world.Phones.Called, Is.EqualTo(new[] { "+4930000001 sms", "+4930000002 sms", "+4930000001 sms" }));
        Assert.That((await world.AlertAsync(study)).Rule, Is.EqualTo("test-study"));
        Assert.That(world.Phones.Messages[0].Text, Is.EqualTo($"FirstRead TEST {StudyCode.Of(study.Id)}: no patient. Acknowledge: https://read.example.org/#/s/{study.Id}"));
        Assert.That(world.Phones.Messages.Select(message => message.Text.Length), Is.All.LessThanOrEqualTo(AlertText.Longest));
    }

    [Test]
    public async Task TestStudy_Acknowledged_CallsNobodyAnyMore()
    {
        var study = await world.ResultAsync(clinic: ClinicId.Synthetic);
        await world.HandleAsync(TriageWorld.Record(study));
        await world.AcknowledgeAsync(study);
        await world.LookAfterAsync(5);
        Assert.That((world.Phones.Messages.Count, (await world.AlertAsync(study)).Ended), Is.EqualTo((1, AlertEnds.Acknowledged)));
    }

    [Test]
    public async Task TestStudy_ThatNobodyAnswersInTime_LeavesThePhonesInPeace()
    {
        var study = await world.ResultAsync(clinic: ClinicId.Synthetic);
        await world.HandleAsync(TriageWorld.Record(study));
        await world.LookAfterAsync(120);
        await world.LookAfterAsync(120);
        Assert.That((world.Phones.Messages.Count, (await world.AlertAsync(study)).Ended), Is.EqualTo((1, AlertEnds.TestOver)));
    }

    [Test]
    public async Task TestStudy_WithoutATestPhone_CallsNobodyAndFailsNothing()
    {
        var without = await TriageWorld.CreateAsync(ProbeSettings.None);
        var study = await without.ResultAsync(clinic: ClinicId.Synthetic);
        var answer = await without.HandleAsync(TriageWorld.Record(study));
        var (_, failures) = await without.LookAfterAsync(5);
        Assert.That((answer.BatchItemFailures.Count, failures.Count, without.Phones.Messages.Count), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task PatientsStudy_BesideIt_CallsTheRota()
    {
        await world.HandleAsync(TriageWorld.Record(await world.ResultAsync()));
        Assert.That(world.Phones.Called, Is.EqualTo(new[] { "+15555550100 sms" }));
    }
}
