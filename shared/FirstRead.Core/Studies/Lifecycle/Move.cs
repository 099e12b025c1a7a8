namespace FirstRead.Core.Studies.Lifecycle;

/// <summary>One legal move of a record: a row of docs/lifecycle.md.</summary>
/// <param name="Act">What writers ask for it by: what happens, in a word or two.</param>
/// <param name="From">States from which it leads.</param>
/// <param name="To">States to which it may lead, from each of <paramref name="From"/>.</param>
/// <param name="Who">Which program writes it.</param>
/// <param name="When">The condition, and how it is held: by which part of the write.</param>
/// <param name="Next">What it wakes.</param>
/// <param name="Crash">What becomes of it when its writer dies between its writes.</param>
public sealed record Move<T>(string Act, IReadOnlyList<T> From, IReadOnlyList<T> To, string Who, string When, string Next, string Crash) where T : struct, Enum;
