using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Identity;
using FirstRead.Core.Patients;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using Table = FirstRead.Aws.DynamoDb.Table;

namespace FirstRead.Aws.Patients;

/// <inheritdoc cref="IPatientSplits"/>
public sealed class DynamoPatientSplits(IAmazonDynamoDB client, string studiesTable, string vaultTable) : IPatientSplits
{
    private static readonly Change Always = new(null, null, []);
    private static readonly Change Standing = new(null, $"attribute_exists(#{ItemKey.PkName})", []);
    private readonly Table studies = new(client, studiesTable);

    public Task<bool> SplitAsync(PatientSplit split, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(split.Studies.Count, PatientSplit.MostStudies);
        return studies.TransactAsync(
            [Table.Absent.ToPut(vaultTable, Sealed(split.Identity)), .. split.Studies.SelectMany(study => Move(split, study))], cancel);
    }

    private IEnumerable<TransactWriteItem> Move(PatientSplit split, SplitStudy moved)
    {
        var study = moved.Study;
        var refiled = study.Refile(split.To);
        return
        [
            StudyItems.Unmoved(study).ToPut(studies.Name, StudyItems.Write(refiled with { Revision = study.Revision + 1 })),
            Standing.ToPut(vaultTable, Sealed(moved.Identity)),
            Always.ToPut(studies.Name, new ItemWriter(StudiesTable.PatientStudy(split.To, study.Id)).Text(Names.Study, study.Id.Value).Done()),
            Always.ToDelete(studies.Name, StudiesTable.PatientStudy(split.From, study.Id)),
            // Later files of the study come under the patient that its files name.
            Always.ToPut(studies.Name, new ItemWriter(StudiesTable.PatientSplit(split.From, study.Id)).Text(Names.Patient, split.To.Value).Done()),
        ];
    }

    private static Item Sealed(SealedItem item) => new ItemWriter(item.Key).Binary(VaultAttributes.Sealed, item.Content).Done();
}
