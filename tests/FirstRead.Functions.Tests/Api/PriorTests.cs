using System.Net;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>The same patient's other studies over HTTP.</summary>
public class PriorTests
{
    private static uint _patients = 70_000;

    [Test]
    public async Task List_OfAPatientWithOtherStudies_HasTheNearestFirstAndHowFarApartTheyAre()
    {
        var world = await World.GetAsync();
        var patient = PatientToken.From(Interlocked.Increment(ref _patients));
        var asked = await StudyAsync(world, patient, "20210901");
        var old = await StudyAsync(world, patient, "20180901");
        var before = await StudyAsync(world, patient, "20210101");
        var after = await StudyAsync(world, patient, "20210904");
        var undated = await StudyAsync(world, patient, null);
        await StudyAsync(world, PatientToken.From(Interlocked.Increment(ref _patients)), "20210901");

        var priors = await PriorsAsync(world, asked);

        Assert.That(
            priors.Select(prior => (prior.GetProperty("study").GetProperty("studyId").GetString(), prior.TryGetProperty("days", out var days) ? days.GetInt32() : (int?)null)),
            Is.EqualTo(new (string?, int?)[] { (after.Value, -3), (before.Value, 243), (old.Value, 1096), (undated.Value, null) }));
    }

    [Test]
    public async Task List_WhereAnImageIsNoDicom_StillNamesTheStudy()
    {
        var world = await World.GetAsync();
        var patient = PatientToken.From(Interlocked.Increment(ref _patients));
        var asked = await StudyAsync(world, patient, "20210901");
        var broken = await StudyAsync(world, patient, "20210101");
        await world.Objects.PutAsync(World.Deidentified, Given.Instance(1, broken, UploadId.From(1)).ObjectKey, "no image"u8.ToArray(), "application/dicom", default);

        var prior = (await PriorsAsync(world, asked)).Single();

        Assert.That(prior.TryGetProperty("days", out _), Is.False);
    }

    [Test]
    public async Task List_OfNoStudy_IsNotFound()
    {
        var world = await World.GetAsync();
        Assert.That((await GetAsync(world, world.NextStudyId())).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<StudyId> StudyAsync(World world, PatientToken patient, string? date)
    {
        var study = world.NextStudyId();
        await world.Studies.TouchAsync(Given.Study() with { Id = study, Patient = patient }, default);
        var instance = Given.Instance(1, study, UploadId.From(1));
        await world.Studies.PutInstanceAsync(instance, default);
        var image = new DicomDataset().Add(Tags.SOPClassUID, instance.SopClassUid).Add(Tags.SOPInstanceUID, instance.SopInstanceUid).Add(Tags.Modality, "MR");
        if (date is not null)
            image.Add(Tags.StudyDate, date);
        using var file = new MemoryStream();
        image.WriteFile(file);
        await world.Objects.PutAsync(World.Deidentified, instance.ObjectKey, file.ToArray(), "application/dicom", default);
        return study;
    }

    private static async Task<JsonElement[]> PriorsAsync(World world, StudyId study) =>
        [.. (await World.JsonOf(await GetAsync(world, study))).GetProperty("priors").EnumerateArray()];

    private static Task<HttpResponseMessage> GetAsync(World world, StudyId study) =>
        world.SendAsync(AuthorizationTable.Priors, $"/api/studies/{study}/priors", world.TokenOf(Role.Radiologist));
}
