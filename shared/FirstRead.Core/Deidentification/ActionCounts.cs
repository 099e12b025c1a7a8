namespace FirstRead.Core.Deidentification;

/// <summary>What was done on the way through one file: counts and options, no values.</summary>
internal sealed class ActionCounts
{
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> options = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Codes of the options whose step ran.</summary>
    public IEnumerable<string> Options => options;

    public void Add(string action, string? option = null)
    {
        counts[action] = counts.GetValueOrDefault(action) + 1;
        if (option is not null)
            options.Add(option);
    }
}
