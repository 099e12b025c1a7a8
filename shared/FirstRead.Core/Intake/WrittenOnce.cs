using System.Collections.Concurrent;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>
/// What this process wrote for a study and need not write again with each of its slices, for it is the same and stands. A study
/// that was erased and came again was received at another time: nothing that is known of the first is believed of the second.
/// </summary>
internal sealed class WrittenOnce
{
    /// <summary>Some hundred bytes each; what is forgotten is written once more.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string What, StudyId Study, DateTimeOffset ReceivedAt), bool> known = new();

    /// <param name="what">An id, told apart from others by its form.</param>
    /// <param name="filed">As it was read before; null, a study that does not stand yet, is always written for.</param>
    /// <param name="write">Remembered when it has come to its end.</param>
    public async Task OnceAsync(string what, Study? filed, Func<Task> write)
    {
        if (filed is not null && known.ContainsKey(Key(what, filed)))
            return;
        await write();
        if (filed is null)
            return;
        if (known.Count >= Most)
            known.Clear();
        known[Key(what, filed)] = true;
    }

    private static (string, StudyId, DateTimeOffset) Key(string what, Study filed) => (what, filed.Id, filed.Times.ReceivedAt);
}
