using FirstRead.Core.Identity;
using FirstRead.Core.Storage;

namespace FirstRead.Core.Tests.Identity;

/// <summary>The vault's conditions in memory. Yields around each call, so that concurrent callers interleave.</summary>
internal sealed class InMemoryVaultStore : IVaultStore
{
    private readonly Lock gate = new();

    public Dictionary<ItemKey, PatientIndex> Index { get; } = [];

    public Dictionary<ItemKey, SealedItem> Items { get; } = [];

    public int Transactions { get; private set; }

    public async Task<PatientIndex?> GetIndexAsync(ItemKey key, CancellationToken cancel)
    {
        await Task.Yield();
        lock (gate)
            return Index.GetValueOrDefault(key);
    }

    public async Task<bool> TryCreateIndexAsync(IReadOnlyList<PatientIndex> rows, CancellationToken cancel)
    {
        await Task.Yield();
        lock (gate)
        {
            Transactions++;
            if (rows.Any(row => Index.ContainsKey(row.Key)))
                return false;
            foreach (var row in rows)
                Index.Add(row.Key, row);
            return true;
        }
    }

    public async Task<bool> TryReplaceIndexAsync(PatientIndex row, CancellationToken cancel)
    {
        await Task.Yield();
        lock (gate)
        {
            if (Index.GetValueOrDefault(row.Key)?.Revision != row.Revision)
                return false;
            Index[row.Key] = row with { Revision = row.Revision + 1 };
            return true;
        }
    }

    public async Task<bool> TryPutSealedAsync(SealedItem item, CancellationToken cancel)
    {
        await Task.Yield();
        lock (gate)
            return Items.TryAdd(item.Key, item);
    }

    public async Task<SealedItem?> GetSealedAsync(ItemKey key, CancellationToken cancel)
    {
        await Task.Yield();
        lock (gate)
            return Items.GetValueOrDefault(key);
    }
}
