namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>One promise, held against everything that is stored.</summary>
/// <param name="Of">How many things it was held against: none proves nothing.</param>
/// <param name="Broken">What breaks it: keys, which are pseudonyms and random ids.</param>
public sealed record FaultCheck(string Promise, int Of, IReadOnlyList<string> Broken)
{
    public bool Ok => Broken.Count == 0;
}
