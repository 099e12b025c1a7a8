using System.Globalization;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Values as DynamoDB's attribute types.</summary>
internal static class Attribute
{
    public static AttributeValue Of(string value) => new() { S = value };

    public static AttributeValue Of(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Of(bool value) => new() { BOOL = value };

    public static AttributeValue Of(DateTimeOffset value) => Of(StoredTime.Of(value));

    /// <summary>As DICOM writes them, in one text: a file may hold numbers that DynamoDB's number type refuses (beyond 1E125).</summary>
    public static AttributeValue Of(IEnumerable<double> values) =>
        Of(string.Join('\\', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));

    public static AttributeValue Of(byte[] value) => new() { B = new MemoryStream(value) };

    public static Item Of(ItemKey key) => new() { [ItemKey.PkName] = Of(key.Pk), [ItemKey.SkName] = Of(key.Sk) };
}
