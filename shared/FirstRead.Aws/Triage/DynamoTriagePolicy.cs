using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core;
using FirstRead.Core.Storage;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Aws.Triage;

/// <summary>
/// The stored policy, or the standard one. A stored one that is not valid is passed over with a loud line: the standard one
/// calls for every current study at high risk.
/// </summary>
public sealed class DynamoTriagePolicy(IAmazonDynamoDB client, string studiesTable, EventLog log) : ITriagePolicy
{
    private readonly Table table = new(client, studiesTable);

    public async Task<TriagePolicy> GetAsync(CancellationToken cancel)
    {
        if (await table.GetAsync(StudiesTable.TriagePolicy, cancel) is not { } stored)
            return PolicyDocument.Standard;
        try
        {
            return PolicyDocument.Parse(stored.Text(AccessAttributes.Document));
        }
        catch (Exception refused) when (refused is FormatException or InvalidDataException)
        {
            log.Write("triage-policy-refused", ("problems", refused.Message));
            return PolicyDocument.Standard;
        }
    }
}
