namespace FirstRead.Cli.Bench.Faults;

/// <summary>One write that came about, as the table's stream tells of it.</summary>
/// <param name="Before">Null where the item was not there.</param>
/// <param name="After">Null where it was taken away.</param>
public sealed record StoredWrite(StoredItem? Before, StoredItem? After)
{
    public StoredItem Item => (After ?? Before)!;
}
