using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Probes;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using Attribute = FirstRead.Aws.DynamoDb.Attribute;

namespace FirstRead.Aws.Probes;

/// <inheritdoc cref="IProbeStore"/>
public sealed class DynamoProbeStore(IAmazonDynamoDB client, string studiesTable) : IProbeStore
{
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<Probe>> ListAsync(CancellationToken cancel) =>
        [.. (await table.QueryAsync(StudiesTable.ProbePartition, StudiesTable.ProbePrefix, cancel)).ConvertAll(Read).OrderByDescending(probe => probe.CreatedAt)];

    public Task<bool> AddAsync(Probe probe, CancellationToken cancel) => table.PutAsync(Write(probe), Table.Absent, cancel);

    public async Task<Probe?> ReplaceAsync(Probe probe, CancellationToken cancel)
    {
        var next = probe with { Revision = probe.Revision + 1 };
        var unmoved = new Change(null, $"#{Names.Revision} = :revision", new Item { [":revision"] = Attribute.Of(probe.Revision) });
        return await table.PutAsync(Write(next), unmoved, cancel) ? next : null;
    }

    public Task RemoveAsync(Probe probe, CancellationToken cancel) => table.DeleteAsync(StudiesTable.Probe(probe.Id), Change.None, cancel);

    private static Item Write(Probe probe) => new ItemWriter(StudiesTable.Probe(probe.Id))
        .Text(Names.Id, probe.Id)
        .Time(StudiesTable.CreatedAt, probe.CreatedAt)
        .Text(Names.Upload, probe.Upload.Value)
        .Text(Names.By, probe.AskedBy)
        .Time(Names.SentAt, probe.SentAt)
        .Text(Names.Study, probe.Study?.Value)
        .Time(Names.AcknowledgedAt, probe.AcknowledgedAt)
        .Number(Names.Revision, probe.Revision)
        .Done();

    private static Probe Read(Item item) => new(
        item.Text(Names.Id),
        item.Time(StudiesTable.CreatedAt),
        UploadId.Parse(item.Text(Names.Upload)),
        item.Text(Names.By),
        item.OptionalTime(Names.SentAt),
        item.OptionalText(Names.Study) is { } study ? StudyId.Parse(study) : null,
        item.OptionalTime(Names.AcknowledgedAt),
        item.Integer(Names.Revision));
}
