using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Learning;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Learning;

/// <inheritdoc cref="ITeachingStore"/>
public sealed class DynamoTeachingStore(IAmazonDynamoDB client, string studiesTable) : ITeachingStore
{
    private readonly Table table = new(client, studiesTable);

    public Task<bool> AddAsync(TeachingCase added, CancellationToken cancel) => table.TransactAsync(
        [
            Table.Absent.ToPut(table.Name, TeachingItems.Write(added)),
            Table.Absent.ToPut(table.Name, new ItemWriter(StudiesTable.StudyTeaching(added.Study)).Text(TeachingItems.Case, added.Id.Value).Done()),
        ],
        cancel);

    public async Task<TeachingCase?> GetAsync(CaseId id, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.TeachingCase(id), cancel) is { } item ? TeachingItems.Read(item) : null;

    public async Task<TeachingCase?> GetOfStudyAsync(StudyId study, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.StudyTeaching(study), cancel) is { } link ? await GetAsync(CaseId.Parse(link.Text(TeachingItems.Case)), cancel) : null;

    public async Task<IReadOnlyList<TeachingCase>> ListAsync(CancellationToken cancel) =>
        [.. (await table.QueryAsync(StudiesTable.TeachingPartition, StudiesTable.CasePrefix, cancel)).Select(TeachingItems.Read).Where(one => one.State != CaseState.Withdrawn)];

    public async Task<IReadOnlyList<CaseId>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await DueItems.ListAsync(table, StudiesTable.TeachingPartition, StudiesTable.CasePrefix, now, limit, cancel))
            .Select(item => CaseId.Parse(item.Text(ItemKey.SkName)[StudiesTable.CasePrefix.Length..]))];

    public async Task<TeachingCase?> ReplaceAsync(TeachingCase changed, CancellationToken cancel)
    {
        var stored = changed with { Revision = changed.Revision + 1 };
        var unmoved = new Change(null, $"#{StudiesAttributes.Revision} = :revision", new Item { [":revision"] = DynamoDb.Attribute.Of(changed.Revision) });
        if (!changed.IsOver)
            return await table.PutAsync(TeachingItems.Write(stored), unmoved, cancel) ? stored : null;
        var freed = new Change(null, $"attribute_not_exists(#{ItemKey.PkName}) OR #{TeachingItems.Case} = :case", new Item { [":case"] = DynamoDb.Attribute.Of(changed.Id.Value) });
        return await table.TransactAsync(
            [unmoved.ToPut(table.Name, TeachingItems.Write(stored)), freed.ToDelete(table.Name, StudiesTable.StudyTeaching(changed.Study))], cancel) ? stored : null;
    }
}
