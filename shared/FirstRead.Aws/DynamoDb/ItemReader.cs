using System.Globalization;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Reads an item's attributes; one that must be there and is not fails with its name and the item's key, never a value.</summary>
internal static class ItemReader
{
    public static string Text(this Item item, string name) => item.OptionalText(name) ?? throw Missing(item, name);

    public static string? OptionalText(this Item item, string name) => item.TryGetValue(name, out var value) ? value.S : null;

    public static long Number(this Item item, string name) => item.OptionalNumber(name) ?? throw Missing(item, name);

    public static int Integer(this Item item, string name) => checked((int)item.Number(name));

    public static long? OptionalNumber(this Item item, string name) =>
        item.TryGetValue(name, out var value) && value.N is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : null;

    public static int? OptionalInteger(this Item item, string name) => checked((int?)item.OptionalNumber(name));

    public static bool Flag(this Item item, string name) => item.TryGetValue(name, out AttributeValue? value) && value.BOOL == true;

    public static DateTimeOffset Time(this Item item, string name) => StoredTime.Parse(item.Text(name));

    public static DateTimeOffset? OptionalTime(this Item item, string name) =>
        item.OptionalText(name) is { } text ? StoredTime.Parse(text) : null;

    public static IReadOnlyList<double>? OptionalNumbers(this Item item, string name) =>
        item.OptionalText(name)?.Split('\\').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();

    public static byte[] Binary(this Item item, string name) => item.TryGetValue(name, out var value) && value.B is { } content
        ? content.ToArray()
        : throw Missing(item, name);

    private static InvalidDataException Missing(Item item, string name) =>
        new($"Item {item.OptionalText(ItemKey.PkName)} / {item.OptionalText(ItemKey.SkName)} has no attribute '{name}'.");
}
