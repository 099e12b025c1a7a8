using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using Table = FirstRead.Aws.DynamoDb.Table;

namespace FirstRead.Aws.Reviews;

/// <inheritdoc cref="IReviewStore"/>
public sealed class DynamoReviewStore(IAmazonDynamoDB client, string studiesTable) : IReviewStore
{
    private const string Signature = "signature";
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<ReviewRound>> ListAsync(StudyId study, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.ReviewPrefix, cancel);
        return items.ConvertAll(Read);
    }

    public Task<bool> SaveAsync(Study study, ReviewRound round, CancellationToken cancel)
    {
        var unsigned = new Change(null, $"attribute_not_exists(#{Signature})", []);
        var stored = StudyItems.Write(study with { Revision = study.Revision + 1 });
        return table.TransactAsync(
            [
                StudyItems.Unmoved(study).ToPut(table.Name, stored),
                unsigned.ToPut(table.Name, Write(study.Id, round)),
                .. round.Signature is { Critical: { Communication: null } critical } signature
                    ? [Change.None.ToPut(table.Name, Write(new OpenCommunication(study.Id, round.Number, critical.Findings, signature.SignedBy, signature.SignedAt)))]
                    : Array.Empty<TransactWriteItem>(),
            ],
            cancel);
    }

    public Task<bool> CommunicateAsync(StudyId study, int round, Communication communication, CancellationToken cancel) => table.TransactAsync(
        [
            Table.Absent.ToPut(
                table.Name,
                new ItemWriter(StudiesTable.Communication(study, round)).Text(StudiesAttributes.Document, JsonSerializer.Serialize(communication, ReviewJson.Default.Communication)).Done()),
            Change.None.ToDelete(table.Name, StudiesTable.Untold(study, round)),
        ],
        cancel);

    public async Task<IReadOnlyDictionary<int, Communication>> ListCommunicationsAsync(StudyId study, CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.Study(study).Pk, StudiesTable.CommunicationPrefix, cancel);
        return items.ToDictionary(
            item => int.Parse(item[ItemKey.SkName].S[StudiesTable.CommunicationPrefix.Length..], CultureInfo.InvariantCulture),
            item => JsonSerializer.Deserialize(item.Text(StudiesAttributes.Document), ReviewJson.Default.Communication)!);
    }

    public async Task<IReadOnlyList<OpenCommunication>> ListUntoldAsync(CancellationToken cancel)
    {
        var items = await table.QueryAsync(StudiesTable.UntoldPartition, StudiesTable.StudyPrefix, cancel);
        return [.. items.Select(item => JsonSerializer.Deserialize(item.Text(StudiesAttributes.Document), ReviewJson.Default.OpenCommunication)!).OrderBy(open => open.SignedAt)];
    }

    private static Item Write(OpenCommunication open) => new ItemWriter(StudiesTable.Untold(open.Study, open.Round))
        .Text(StudiesAttributes.Document, JsonSerializer.Serialize(open, ReviewJson.Default.OpenCommunication))
        .Done();

    public async Task<IReadOnlyList<SignedRound>> ListSignedAsync(ClinicId clinic, SignedFrom from, int limit, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            IndexName = StudiesTable.ClinicSignaturesIndex,
            KeyConditionExpression = $"{StudiesTable.ClinicSignatures} = :clinic AND {StudiesTable.SignedAt} >= :from",
            ExpressionAttributeValues = new Item { [":clinic"] = DynamoDb.Attribute.Of(clinic.Value), [":from"] = DynamoDb.Attribute.Of(StoredTime.Of(from.At)) },
        };
        if (from.Behind is { } last)
            query.ExclusiveStartKey = KeyOf(clinic, new SignedRound(last.Study, last.Number, from.At));
        return (await table.QueryAsync(query, limit, cancel)).ConvertAll(ReadSigned);
    }

    public async Task<IReadOnlyList<SignedRound>> ListLastSignedAsync(ClinicId clinic, SignedRound? behind, int limit, CancellationToken cancel)
    {
        var query = new QueryRequest
        {
            IndexName = StudiesTable.ClinicSignaturesIndex,
            ScanIndexForward = false,
            KeyConditionExpression = $"{StudiesTable.ClinicSignatures} = :clinic",
            ExpressionAttributeValues = new Item { [":clinic"] = DynamoDb.Attribute.Of(clinic.Value) },
            ExclusiveStartKey = behind is null ? null : KeyOf(clinic, behind),
        };
        return (await table.QueryAsync(query, limit, cancel)).ConvertAll(ReadSigned);
    }

    private static Item KeyOf(ClinicId clinic, SignedRound round) => new(DynamoDb.Attribute.Of(StudiesTable.Review(round.Study, round.Number)))
    {
        [StudiesTable.ClinicSignatures] = DynamoDb.Attribute.Of(clinic.Value),
        [StudiesTable.SignedAt] = DynamoDb.Attribute.Of(StoredTime.Of(round.SignedAt)),
    };

    private static SignedRound ReadSigned(Item item) => new(
        StudyId.Parse(item[ItemKey.PkName].S[StudiesTable.StudyPrefix.Length..]),
        int.Parse(item[ItemKey.SkName].S[StudiesTable.ReviewPrefix.Length..], CultureInfo.InvariantCulture),
        StoredTime.Parse(item[StudiesTable.SignedAt].S));

    private static Item Write(StudyId study, ReviewRound round)
    {
        var item = Document.FromJson(JsonSerializer.Serialize(round, ReviewJson.Default.ReviewRound)).ToAttributeMap();
        foreach (var (name, value) in DynamoDb.Attribute.Of(StudiesTable.Review(study, round.Number)))
            item[name] = value;
        if (round.Signature is { } signature)
        {
            item[StudiesTable.ClinicSignatures] = DynamoDb.Attribute.Of(study.Clinic.Value);
            item[StudiesTable.SignedAt] = DynamoDb.Attribute.Of(StoredTime.Of(signature.SignedAt));
        }
        return item;
    }

    private static ReviewRound Read(Item item) =>
        JsonSerializer.Deserialize(Document.FromAttributeMap(item).ToJson(), ReviewJson.Default.ReviewRound)!;
}
