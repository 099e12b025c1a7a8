using System.Globalization;
using Amazon.Lambda.DynamoDBEvents;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Triage;

/// <summary>A stream record that says: this study has a new result version. Everything else in the stream is null.</summary>
public static class NewResult
{
    private const string Insert = "INSERT";

    public static AlertKey? Of(DynamoDBEvent.DynamodbStreamRecord record)
    {
        if (record.EventName != Insert || record.Dynamodb?.Keys is not { } keys)
            return null;
        var (pk, sk) = (TextOf(keys, ItemKey.PkName), TextOf(keys, ItemKey.SkName));
        return pk.StartsWith(StudiesTable.StudyPrefix, StringComparison.Ordinal) && sk.StartsWith(StudiesTable.ResultPrefix, StringComparison.Ordinal)
            ? new AlertKey(StudyId.Parse(pk[StudiesTable.StudyPrefix.Length..]), int.Parse(sk[StudiesTable.ResultPrefix.Length..], CultureInfo.InvariantCulture))
            : null;
    }

    private static string TextOf(Dictionary<string, DynamoDBEvent.AttributeValue> keys, string name) =>
        keys.TryGetValue(name, out var value) ? value.S ?? "" : "";
}
