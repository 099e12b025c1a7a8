using Amazon.DynamoDBv2;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <inheritdoc cref="IPatientStudies"/>
public sealed class DynamoPatientStudies(IAmazonDynamoDB client, string tableName) : IPatientStudies
{
    private readonly Table table = new(client, tableName);

    public async Task<IReadOnlyList<PatientStudy>> ListAsync(PatientToken patient, CancellationToken cancel)
    {
        var rows = await table.QueryAsync(StudiesTable.PatientPrefix + patient, StudiesTable.StudyPrefix, cancel);
        var items = await Task.WhenAll(rows.Select(row => table.GetAsync(StudiesTable.Study(StudyId.Parse(row.Text(Names.Study))), cancel)));
        // A row may lead to a study that never came to stand, or that is another patient's.
        return
        [
            .. items.OfType<Item>().Select(StudyItems.ReadStudy).Where(study => study.Patient == patient)
                .OrderBy(study => study.Times.ReceivedAt).ThenBy(study => study.Id.Value, StringComparer.Ordinal)
                .Select(study => new PatientStudy(study, CalendarDays: 0)),
        ];
    }
}
