using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Learning;
using FirstRead.Core.Storage;
using Table = FirstRead.Aws.DynamoDb.Table;

namespace FirstRead.Aws.Learning;

/// <inheritdoc cref="ILearnerStore"/>
public sealed class DynamoLearnerStore(IAmazonDynamoDB client, string studiesTable) : ILearnerStore
{
    private const string RevealedAt = "revealedAt";
    private readonly Table table = new(client, studiesTable);

    public async Task<DateTimeOffset> RevealAsync(string learner, CaseId id, DateTimeOffset now, CancellationToken cancel)
    {
        var key = StudiesTable.LearnerReveal(learner, id);
        await table.PutAsync(new ItemWriter(key).Time(RevealedAt, now).Done(), Table.Absent, cancel);
        return (await table.GetAsync(key, cancel))!.Time(RevealedAt);
    }

    public async Task<DateTimeOffset?> GetRevealAsync(string learner, CaseId id, CancellationToken cancel) =>
        (await table.GetAsync(StudiesTable.LearnerReveal(learner, id), cancel))?.Time(RevealedAt);

    public Task<bool> SaveAsync(LearnerRead read, CancellationToken cancel)
    {
        var item = Document.FromJson(Encoding.UTF8.GetString(TeachingJson.Write(read))).ToAttributeMap();
        foreach (var (name, value) in DynamoDb.Attribute.Of(StudiesTable.LearnerRead(read.Learner, read.Case)))
            item[name] = value;
        return table.PutAsync(item, Table.Absent, cancel);
    }

    public async Task<LearnerRead?> GetAsync(string learner, CaseId id, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.LearnerRead(learner, id), cancel) is { } item ? Read(item) : null;

    public async Task<IReadOnlyList<LearnerRead>> ListAsync(string learner, CancellationToken cancel) =>
        [.. (await table.QueryAsync(StudiesTable.Learner(learner), StudiesTable.ReadPrefix, cancel)).Select(Read).OrderBy(read => read.SavedAt)];

    private static LearnerRead Read(Item item) => TeachingJson.Read(Encoding.UTF8.GetBytes(Document.FromAttributeMap(item).ToJson()));
}
