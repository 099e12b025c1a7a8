using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Identity;
using FirstRead.Core.Patients;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Patients;

/// <inheritdoc cref="IPatientLinks"/>
public sealed class DynamoPatientLinks(IAmazonDynamoDB client, string studiesTable) : IPatientLinks
{
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<LinkedPatient>> GroupAsync(PatientToken patient, CancellationToken cancel)
    {
        var group = new List<LinkedPatient> { new(patient, 0) };
        var known = new HashSet<PatientToken> { patient };
        for (var next = 0; next < group.Count; next++)
            foreach (var link in await ListAsync(group[next].Token, cancel))
                if (known.Add(link.To))
                    group.Add(new LinkedPatient(link.To, group[next].CalendarDays + link.Days));
        return group;
    }

    public async Task<IReadOnlyList<PatientLink>> ListAsync(PatientToken patient, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.PatientPrefix + patient, StudiesTable.LinkPrefix, cancel)).ConvertAll(item => Read(patient, item));

    public Task<bool> LinkAsync(PatientLink link, CancellationToken cancel) =>
        table.TransactAsync([Table.Absent.ToPut(table.Name, Write(link)), Table.Absent.ToPut(table.Name, Write(link.Back))], cancel);

    public Task<bool> UnlinkAsync(PatientToken one, PatientToken other, CancellationToken cancel)
    {
        var standing = new Change(null, $"attribute_exists(#{ItemKey.PkName})", []);
        return table.TransactAsync(
            [standing.ToDelete(table.Name, StudiesTable.PatientLink(one, other)), standing.ToDelete(table.Name, StudiesTable.PatientLink(other, one))], cancel);
    }

    public async Task<Pseudonym?> FiledAsync(Pseudonym known, StudyId study, PatientToken filed, CancellationToken cancel)
    {
        if (await table.GetAsync(StudiesTable.PatientSplit(known.Token, study), cancel) is { } split && split.Text(Names.Patient) == filed.Value)
            return known with { Token = filed };
        var member = (await GroupAsync(known.Token, cancel)).FirstOrDefault(one => one.Token == filed);
        return member is null ? null : new Pseudonym(filed, known.DateShiftDays + member.CalendarDays);
    }

    private static Item Write(PatientLink link) => new ItemWriter(StudiesTable.PatientLink(link.Of, link.To))
        .Text(Names.Patient, link.To.Value)
        .Number(Names.Days, link.Days)
        .Text(Names.By, link.By)
        .Time(Names.At, link.At)
        .Done();

    private static PatientLink Read(PatientToken of, Item item) =>
        new(of, PatientToken.Parse(item.Text(Names.Patient)), item.Integer(Names.Days), item.Text(Names.By), item.Time(Names.At));
}
