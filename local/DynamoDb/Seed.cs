using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Access;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Local.Login;

namespace FirstRead.Local.DynamoDb;

/// <summary>Rows that an operator would enter: who belongs to which clinic, and who is on call.</summary>
public static class Seed
{
    /// <summary>A number reserved for fiction (NANP 555-01xx).</summary>
    public const string OnCallPhone = "+12025550142";

    public static async Task WriteAsync(IAmazonDynamoDB dynamo, DemoAccounts accounts, CancellationToken cancel)
    {
        foreach (var person in accounts.People)
            await EnrolAsync(person.Subject, person.Name, person.Clinic, machineRole: null);
        foreach (var machine in accounts.Machines)
            await EnrolAsync(machine.ClientId, machine.Name, machine.Clinic, Role.Clinic);
        await PutAsync(dynamo, Item(StudiesTable.OnCallPhone, (AccessAttributes.Name, "Dr. Rosa Example"), (AccessAttributes.Phone, OnCallPhone)), cancel);

        async Task EnrolAsync(string subject, string name, string? clinic, Role? machineRole)
        {
            await PutAsync(dynamo, Principal(StudiesTable.Principal(subject), name, clinic, machineRole), cancel);
            await PutAsync(dynamo, Principal(StudiesTable.ListedPrincipal(subject), name, clinic, machineRole), cancel);
        }
    }

    private static Dictionary<string, AttributeValue> Principal(ItemKey key, string name, string? clinic, Role? machineRole)
    {
        var item = Item(key, (AccessAttributes.Name, name));
        if (clinic is not null)
            item[AccessAttributes.Clinic] = new AttributeValue(clinic);
        if (machineRole is { } role)
            item[AccessAttributes.MachineRoles] = new AttributeValue(RoleNames.Of(role));
        return item;
    }

    private static Dictionary<string, AttributeValue> Item(ItemKey key, params (string Name, string Value)[] attributes)
    {
        var item = attributes.ToDictionary(attribute => attribute.Name, attribute => new AttributeValue(attribute.Value));
        (item[ItemKey.PkName], item[ItemKey.SkName]) = (new AttributeValue(key.Pk), new AttributeValue(key.Sk));
        return item;
    }

    /// <summary>What an operator has changed since stays.</summary>
    private static async Task PutAsync(IAmazonDynamoDB dynamo, Dictionary<string, AttributeValue> item, CancellationToken cancel)
    {
        try
        {
            await dynamo.PutItemAsync(new PutItemRequest { TableName = ResourceNames.StudiesTable, Item = item, ConditionExpression = $"attribute_not_exists({ItemKey.PkName})" }, cancel);
        }
        catch (ConditionalCheckFailedException)
        {
        }
    }
}
