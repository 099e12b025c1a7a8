using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class PatientStudiesTests
{
    private static readonly PatientToken Patient = PatientToken.From(7);
    private DynamoStudyStore studies = null!;
    private DynamoPatientStudies patients = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        (studies, patients) = (new DynamoStudyStore(client, table), new DynamoPatientStudies(client, table));
    }

    [Test]
    public async Task List_StudiesOfOnePatientAndAnother_ArePatientsOwnEarliestFirst()
    {
        await TouchAsync(1, Patient, receivedAfter: 2);
        await TouchAsync(2, Patient, receivedAfter: 1);
        await TouchAsync(2, Patient, receivedAfter: 3);
        await TouchAsync(3, PatientToken.From(8), receivedAfter: 0);

        var listed = await patients.ListAsync(Patient, default);

        Assert.That(listed.Select(one => (one.Study.Id, one.CalendarDays)), Is.EqualTo(new[] { (Given.StudyId(2), 0), (Given.StudyId(1), 0) }));
        Assert.That(await patients.ListAsync(PatientToken.From(9), default), Is.Empty);
    }

    [Test]
    public async Task List_StudyThatIsAnothers_IsNotTheirsWhoTouchedItLater()
    {
        await TouchAsync(1, Patient, receivedAfter: 0);
        Assert.That(await TouchAsync(1, PatientToken.From(8), receivedAfter: 1), Is.False);

        Assert.That(await patients.ListAsync(PatientToken.From(8), default), Is.Empty);
        Assert.That(await patients.ListAsync(Patient, default), Has.Count.EqualTo(1));
    }

    private Task<bool> TouchAsync(uint number, PatientToken patient, int receivedAfter) => studies.TouchAsync(
        Given.Study(number) with
        {
            Patient = patient,
            Times = new StudyTimes(Given.Now.AddMinutes(receivedAfter)),
        },
        default);
}
