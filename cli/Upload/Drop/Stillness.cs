namespace FirstRead.Cli.Upload.Drop;

/// <summary>
/// Says which files have come to rest. A scanner sends a study file by file; taken too early, it would be read in pieces. So a
/// folder is taken when none of its files has changed for a while, by the clock of who looks and not by a file's own time.
/// </summary>
public sealed class Stillness(TimeSpan still, TimeProvider clock)
{
    /// <summary>A folder that never rests is taken piece by piece after so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, (DropFile File, long Since)> seen = [];

    /// <param name="files">All that are not sent.</param>
    public IReadOnlyList<DropFile> At(IReadOnlyList<DropFile> files)
    {
        var now = clock.GetTimestamp();
        foreach (var gone in seen.Keys.Except(files.Select(file => file.Path)).ToList())
            seen.Remove(gone);
        foreach (var file in files)
            if (!seen.TryGetValue(file.Path, out var before) || before.File != file)
                seen[file.Path] = (file, now);
        return [.. files.GroupBy(file => file.Group).SelectMany(group => Rested([.. group]))];
    }

    private IEnumerable<DropFile> Rested(IReadOnlyList<DropFile> group)
    {
        var rested = group.Where(file => Age(file) >= still).ToList();
        return rested.Count == group.Count || rested.Any(file => Age(file) >= Longest + still) ? rested : [];
    }

    private TimeSpan Age(DropFile file) => clock.GetElapsedTime(seen[file.Path].Since);
}
