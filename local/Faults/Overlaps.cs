namespace FirstRead.Local.Faults;

/// <summary>
/// What writes are under way, and which of them DynamoDB would refuse for it (developer guide, "Transaction conflict handling in
/// DynamoDB"): a transaction that overlaps with another on an item, and a single write that overlaps with a transaction.
/// DynamoDB Local runs one after the other and refuses none.
/// </summary>
internal sealed class Overlaps
{
    private readonly Lock _gate = new();
    private readonly Dictionary<WrittenItem, int> _inTransactions = [];

    /// <summary>Those of its items that another transaction is writing; where there are none, it is under way until <see cref="Leave"/>.</summary>
    public IReadOnlyList<WrittenItem> Enter(DynamoRequest request)
    {
        lock (_gate)
        {
            var contended = request.Written.Where(_inTransactions.ContainsKey).ToList();
            if (contended.Count == 0 && request.IsTransaction)
                foreach (var item in request.Written)
                    _inTransactions[item] = _inTransactions.GetValueOrDefault(item) + 1;
            return contended;
        }
    }

    public void Leave(DynamoRequest request)
    {
        if (!request.IsTransaction)
            return;
        lock (_gate)
            foreach (var item in request.Written)
                if (--_inTransactions[item] == 0)
                    _inTransactions.Remove(item);
    }
}
