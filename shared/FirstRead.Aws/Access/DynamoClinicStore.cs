using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Access;

/// <inheritdoc cref="IClinicStore"/>
public sealed class DynamoClinicStore(IAmazonDynamoDB client, string studiesTable) : IClinicStore
{
    private readonly Table table = new(client, studiesTable);

    public async Task<Clinic?> GetAsync(ClinicId id, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Clinic(id), cancel) is { } item ? Read(item) : null;

    public Task<bool> PutAsync(Clinic clinic, Clinic? seen, CancellationToken cancel)
    {
        if (seen is not null && seen.Id != clinic.Id)
            throw new ArgumentException("A clinic's id is never changed.", nameof(seen));
        return table.PutAsync(Write(clinic), seen is null ? Table.Absent : Unmoved(seen), cancel);
    }

    public async Task<IReadOnlyList<Clinic>> ListAsync(CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.ClinicPartition, StudiesTable.ClinicPrefix, cancel)).ConvertAll(Read);

    private static Change Unmoved(Clinic seen) => new(
        null,
        $"#{AccessAttributes.Name} = :name AND #{AccessAttributes.AiDisplay} = :display",
        new Item { [":name"] = DynamoDb.Attribute.Of(seen.Name), [":display"] = DynamoDb.Attribute.Of(AiDisplayNames.Of(seen.AiDisplay)) });

    private static Item Write(Clinic clinic) => new ItemWriter(StudiesTable.Clinic(clinic.Id))
        .Text(AccessAttributes.Name, clinic.Name)
        .Text(AccessAttributes.Clinic, clinic.Id.Value)
        .Text(AccessAttributes.AiDisplay, AiDisplayNames.Of(clinic.AiDisplay))
        .Done();

    private static Clinic Read(Item item) => new(
        ClinicId.Parse(item.Text(AccessAttributes.Clinic)),
        item.Text(AccessAttributes.Name),
        // Never a guess: whoever reads an unknown mode as "first" shows what was to be withheld.
        AiDisplayNames.Parse(item.Text(AccessAttributes.AiDisplay)) ?? AiDisplay.AfterOwnRead);
}
