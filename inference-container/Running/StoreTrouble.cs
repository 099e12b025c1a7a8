using FirstRead.Core.Studies;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>
/// Studies that this task gave back because a store did not answer. One object that cannot be read must not keep the others waiting;
/// a store that is away altogether ends the task.
/// </summary>
internal sealed class StoreTrouble
{
    public const int MostInARow = 3;

    private readonly HashSet<StudyId> _studies = [];
    private StoreUnavailableException? _last;
    private int _inARow;

    public int Count => _studies.Count;

    /// <summary>Given back before: another task may try it again, this one does not.</summary>
    public bool Had(StudyId study) => _studies.Contains(study);

    /// <exception cref="StoreUnavailableException">It happened too often in a row.</exception>
    public void Add(StudyId study, StoreUnavailableException error)
    {
        _studies.Add(study);
        _last = error;
        if (++_inARow >= MostInARow)
            ThrowIfAny();
    }

    public void Passed() => _inARow = 0;

    /// <exception cref="StoreUnavailableException">There was any: the launcher is to start another task.</exception>
    public void ThrowIfAny()
    {
        if (_last is { } error)
            throw new StoreUnavailableException(error.Message, error);
    }
}
