using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Patients;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Probes;

/// <summary>A test study goes by itself, and nothing else goes with it.</summary>
public sealed class RetireTests
{
    [Test]
    public async Task Probe_KeptLongEnough_GoesWithItsVaultAndObjectsAndLeavesPatientsAlone()
    {
        var erase = await EraseWorld.CreateAsync();
        var intake = erase.Intake;
        var world = new ProbeWorld(intake, erase.Audit, ProbeWorld.Daily);
        var retire = new RetireProbes(world.Probes, erase.Ports, intake.Studies, EraseWorld.Buckets, ProbeWorld.Daily.Kept);
        var patient = await intake.PromiseAsync(1, Bytes(Slice(1)));
        await intake.PutAllAsync(patient);
        await world.MinuteAsync();
        var probe = (await world.ListAsync()).Single();
        var study = await world.StudyAsync(probe);

        intake.Clock.Advance(TimeSpan.FromDays(6));
        Assert.That(await retire.LookAsync(default), Is.Zero, "not yet");
        intake.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await retire.LookAsync(default), Is.EqualTo(1));
        var asked = (await erase.Erasures.ListAsync(default)).Single();
        var done = await erase.RunAsync(asked.Id);

        Assert.Multiple(async () =>
        {
            Assert.That(await world.ListAsync(), Is.Empty);
            Assert.That((done.Clinic, done.State, done.Counts.Studies), Is.EqualTo((ClinicId.Synthetic, ErasureState.Done, 1)));
            Assert.That(await intake.Studies.GetAsync(study.Id, default), Is.Null);
            Assert.That(intake.Objects.Objects.Keys.Where(key => key.Contains(study.Id.Value, StringComparison.Ordinal) || key.Contains(probe.Upload.Value, StringComparison.Ordinal)), Is.Empty);
            Assert.That((await erase.ItemsAsync()).Where(item => item.Contains(study.Patient.Value, StringComparison.Ordinal) && !item.Contains("ERASURES", StringComparison.Ordinal)), Is.Empty);
            Assert.That((await intake.StudyAsync()).InstanceCount, Is.EqualTo(1), "the patient's study stands");
            Assert.That(await intake.OpenVault().GetPatientAsync((await intake.StudyAsync()).Patient, default), Is.Not.Null);
        });
    }

    [Test]
    public async Task Erasure_ThatThePipelineAskedFor_TakesNoStudyOfAPatient()
    {
        var erase = await EraseWorld.CreateAsync();
        var upload = await erase.Intake.PromiseAsync(1, Bytes(Slice(1)));
        await erase.Intake.PutAllAsync(upload);
        var study = await erase.Intake.StudyAsync();
        var forged = await erase.ConfirmedAsync(EraseWorld.Request(study.Patient));
        await erase.Erasures.ReplaceAsync(forged with { Clinic = ClinicId.Synthetic }, default);

        await erase.RunAsync(forged.Id);

        Assert.That(await erase.Intake.Studies.GetAsync(study.Id, default), Is.Not.Null);
    }
}
