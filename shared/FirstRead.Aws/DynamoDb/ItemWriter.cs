using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Builds an item; what is null is left out.</summary>
internal sealed class ItemWriter(ItemKey key)
{
    private readonly Item item = Attribute.Of(key);

    public ItemWriter Text(string name, string? value)
    {
        if (value is not null)
            item[name] = Attribute.Of(value);
        return this;
    }

    public ItemWriter Number(string name, long? value)
    {
        if (value is { } number)
            item[name] = Attribute.Of(number);
        return this;
    }

    public ItemWriter Flag(string name, bool value)
    {
        item[name] = Attribute.Of(value);
        return this;
    }

    public ItemWriter Time(string name, DateTimeOffset? value)
    {
        if (value is { } time)
            item[name] = Attribute.Of(time);
        return this;
    }

    public ItemWriter Numbers(string name, IReadOnlyList<double>? values)
    {
        if (values is not null)
            item[name] = Attribute.Of(values);
        return this;
    }

    public ItemWriter Binary(string name, byte[] value)
    {
        item[name] = Attribute.Of(value);
        return this;
    }

    public Item Done() => item;
}
