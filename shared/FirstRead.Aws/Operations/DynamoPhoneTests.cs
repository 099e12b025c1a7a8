using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Operations.Phones;
using FirstRead.Core.Storage;
using FirstRead.Core.Triage.OnCall;
using Attribute = FirstRead.Aws.DynamoDb.Attribute;

namespace FirstRead.Aws.Operations;

/// <inheritdoc cref="IPhoneTests"/>
public sealed class DynamoPhoneTests(IAmazonDynamoDB client, string studiesTable) : IPhoneTests
{
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<PhoneTest>> ListAsync(CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.PhonePartition, StudiesTable.PhonePrefix, cancel)).ConvertAll(Read);

    public async Task<PhoneTest?> GetAsync(string person, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Phone(person), cancel) is { } item ? Read(item) : null;

    public Task<bool> PutAsync(PhoneTest test, PhoneTest? seen, CancellationToken cancel) =>
        table.PutAsync(Write(test), seen is null ? Table.Absent : Unmoved(seen), cancel);

    private static Change Unmoved(PhoneTest seen) => new(
        null,
        $"#{PhoneAttributes.SentAt} = :sent AND #{PhoneAttributes.Guesses} = :guesses AND {(seen.ConfirmedAt is null ? "attribute_not_exists" : "attribute_exists")}(#{PhoneAttributes.ConfirmedAt})",
        new Item { [":sent"] = Attribute.Of(seen.SentAt), [":guesses"] = Attribute.Of(seen.Guesses) });

    private static Item Write(PhoneTest test) => new ItemWriter(StudiesTable.Phone(test.Person))
        .Text(PhoneAttributes.Person, test.Person)
        .Text(PhoneAttributes.Channel, MessageChannelNames.Of(test.Channel))
        .Text(PhoneAttributes.Code, test.Code)
        .Time(PhoneAttributes.SentAt, test.SentAt)
        .Text(PhoneAttributes.SentBy, test.SentBy)
        .Text(PhoneAttributes.Failure, test.Failure)
        .Time(PhoneAttributes.ConfirmedAt, test.ConfirmedAt)
        .Text(PhoneAttributes.ConfirmedBy, test.ConfirmedBy)
        .Number(PhoneAttributes.Guesses, test.Guesses)
        .Done();

    private static PhoneTest Read(Item item) => new(
        item.Text(PhoneAttributes.Person),
        MessageChannelNames.Parse(item.Text(PhoneAttributes.Channel)),
        item.Text(PhoneAttributes.Code),
        item.Time(PhoneAttributes.SentAt),
        item.Text(PhoneAttributes.SentBy),
        item.OptionalText(PhoneAttributes.Failure),
        item.OptionalTime(PhoneAttributes.ConfirmedAt),
        item.OptionalText(PhoneAttributes.ConfirmedBy),
        item.Integer(PhoneAttributes.Guesses));
}
