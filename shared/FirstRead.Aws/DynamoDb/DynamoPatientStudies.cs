using Amazon.DynamoDBv2;
using FirstRead.Aws.Patients;
using FirstRead.Core.Patients;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IPatientStudies"/>
public sealed class DynamoPatientStudies(IAmazonDynamoDB client, string studiesTable) : IPatientStudies
{
    private readonly Table table = new(client, studiesTable);
    private readonly DynamoPatientLinks links = new(client, studiesTable);

    public async Task<IReadOnlyList<PatientStudy>> ListAsync(PatientToken patient, CancellationToken cancel)
    {
        var studies = await Task.WhenAll((await links.GroupAsync(patient, cancel)).Select(member => ListAsync(member, cancel)));
        return [.. studies.SelectMany(one => one).OrderBy(one => one.Study.Times.ReceivedAt).ThenBy(one => one.Study.Id.Value, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<PatientStudy>> ListAsync(LinkedPatient member, CancellationToken cancel)
    {
        var rows = await table.QueryAsync(StudiesTable.PatientPrefix + member.Token, StudiesTable.StudyPrefix, cancel);
        var items = await Task.WhenAll(rows.Select(row => table.GetAsync(StudiesTable.Study(StudyId.Parse(row.Text(Names.Study))), cancel)));
        // A row may lead to a study that never came to stand, that is another patient's, or that was erased.
        return items.Select(StudyItems.FindStudy).OfType<Study>().Where(study => study.Patient == member.Token).Select(study => new PatientStudy(study, member.CalendarDays));
    }
}
