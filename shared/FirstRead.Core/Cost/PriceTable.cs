using System.Globalization;

namespace FirstRead.Core.Cost;

/// <summary>One price of AWS's list.</summary>
/// <param name="Usd">For one unit.</param>
/// <param name="Free">Units a month that every account has for nothing, for good; not the first year's.</param>
public sealed record Price(string Key, string Service, string Unit, decimal Usd, decimal Free, string Source);

/// <summary>prices.tsv: as we knew them on the day, in one region, not fetched from anywhere.</summary>
public sealed class PriceTable
{
    public const string Region = "us-east-1";
    public const string Date = "2026-11-22";

    private readonly Dictionary<string, Price> prices;

    private PriceTable(IEnumerable<Price> prices) => this.prices = prices.ToDictionary(price => price.Key);

    public IEnumerable<Price> All => prices.Values;

    /// <exception cref="KeyNotFoundException">The table has no such price.</exception>
    public Price this[string key] => prices[key];

    public static PriceTable Read() => new(EmbeddedRows.Of("prices.tsv").Select(row => new Price(
        row[0], row[1], row[2], decimal.Parse(row[3], CultureInfo.InvariantCulture), decimal.Parse(row[4], CultureInfo.InvariantCulture), row[5])));
}

/// <summary>A table that is compiled in: rows below the heading, cells between tabs.</summary>
internal static class EmbeddedRows
{
    public static IEnumerable<string[]> Of(string file)
    {
        using var stream = typeof(EmbeddedRows).Assembly.GetManifestResourceStream($"Cost/{file}") ?? throw new InvalidDataException($"{file} is not compiled in.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split('\t'))];
    }
}
