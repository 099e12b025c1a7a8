namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>The states of one kind of record and every legal move between them. What is not listed is refused before it is written.</summary>
/// <param name="name">What goes through it.</param>
/// <param name="about">Where the state stands in the table, and what holds its writers to the moves.</param>
/// <param name="start">In which it is first written.</param>
/// <param name="nameOf">A state as docs and rows spell it.</param>
public sealed class StateMachine<T>(string name, string about, T start, Func<T, string> nameOf, IReadOnlyList<Move<T>> moves) where T : struct, Enum
{
    public IReadOnlyList<Move<T>> Moves => moves;

    /// <summary>States from which the act leads to <paramref name="to"/>; none where no row says so.</summary>
    public IReadOnlyList<T> From(string act, T to) => [.. Of(act).Where(move => move.To.Contains(to)).SelectMany(move => move.From).Distinct()];

    /// <summary>States from which the act leads anywhere.</summary>
    public IReadOnlyList<T> From(string act) => [.. Of(act).SelectMany(move => move.From).Distinct()];

    public bool Allows(string act, T from, T to) => From(act, to).Contains(from);

    /// <returns>The state that it leads to.</returns>
    /// <exception cref="IllegalMoveException">No row says so: nothing may be written.</exception>
    public T Require(string act, T from, T to) => Allows(act, from, to) ? to : throw new IllegalMoveException($"No {name} goes from {nameOf(from)} to {nameOf(to)} by '{act}' (docs/lifecycle.md).");

    /// <summary>As docs/lifecycle.md draws it.</summary>
    public DrawnMachine Drawn => new(
        name,
        about,
        nameOf(start),
        [.. Enum.GetValues<T>().Select(nameOf)],
        [.. moves.Select(move => new DrawnMove(move.Act, [.. move.From.Select(nameOf)], [.. move.To.Select(nameOf)], move.Who, move.When, move.Next, move.Crash))]);

    private IEnumerable<Move<T>> Of(string act) => moves.Where(move => move.Act == act);
}

/// <summary>A machine in words.</summary>
public sealed record DrawnMachine(string Name, string About, string Start, IReadOnlyList<string> States, IReadOnlyList<DrawnMove> Moves);

/// <summary>A move in words.</summary>
public sealed record DrawnMove(string Act, IReadOnlyList<string> From, IReadOnlyList<string> To, string Who, string When, string Next, string Crash);

/// <summary>A writer wanted a move that no row lists: a fault of ours, and nothing was written.</summary>
public sealed class IllegalMoveException(string message) : InvalidOperationException(message);
