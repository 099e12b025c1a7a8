using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>One item of a table, as it is stored.</summary>
public sealed record StoredItem(string Pk, string Sk, IReadOnlyDictionary<string, AttributeValue> Attributes)
{
    public string? Text(string name) => Attributes.GetValueOrDefault(name)?.S;

    /// <summary>0 where there is none.</summary>
    public int Number(string name) => Attributes.GetValueOrDefault(name)?.N is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 0;

    public bool Flag(string name) => Attributes.GetValueOrDefault(name)?.BOOL ?? false;

    /// <summary>Its keys, for a message: they are pseudonyms and random ids.</summary>
    public override string ToString() => $"{Pk} {Sk}";
}
