namespace FirstRead.Cli.Upload;

/// <summary>Pauses between tries, each twice as long as the one before, for about two minutes in all.</summary>
public sealed class BackOff(TimeProvider clock)
{
    private const int Tries = 8;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500), Longest = TimeSpan.FromSeconds(30);

    private TimeSpan next = First;
    private int waited;

    public bool Again => waited < Tries;

    public async Task WaitAsync(CancellationToken cancel)
    {
        waited++;
        await Task.Delay(next, clock, cancel);
        next = next * 2 < Longest ? next * 2 : Longest;
    }
}
