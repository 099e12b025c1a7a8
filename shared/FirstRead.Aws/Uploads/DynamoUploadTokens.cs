using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;

namespace FirstRead.Aws.Uploads;

/// <summary>One item a clinic; a taker writes only over what it saw.</summary>
public sealed class DynamoUploadTokens(IAmazonDynamoDB client, string tableName) : IUploadTokens
{
    private const int Tries = 8;

    /// <summary>Asked of who lost every race: so many take at once that the bucket will be empty soon.</summary>
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(1);

    private readonly Table table = new(client, tableName);

    public async Task<TimeSpan?> TakeAsync(ClinicId clinic, UploadRate rate, DateTimeOffset now, CancellationToken cancel)
    {
        var key = StudiesTable.UploadTokens(clinic);
        for (var lost = 0; lost < Tries; lost++)
        {
            var seen = (await table.GetAsync(key, cancel))?.OptionalTime(Names.FullAt);
            if (rate.Take(seen, now) is not TokenTaking.Taken taken)
                return ((TokenTaking.Empty)rate.Take(seen, now)).Wait;
            var unmoved = seen is { } time
                ? new Change(null, $"#{Names.FullAt} = :seen", new Item { [":seen"] = DynamoDb.Attribute.Of(time) })
                : Table.Absent;
            if (await table.PutAsync(new ItemWriter(key).Time(Names.FullAt, taken.FullAt).Done(), unmoved, cancel))
                return null;
            await StepAside.AfterAsync(lost, cancel);
        }
        return Crowded;
    }
}
