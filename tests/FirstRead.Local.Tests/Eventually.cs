namespace FirstRead.Local.Tests;

/// <summary>Waits for a condition; ten minutes are a broken test, even on a busy machine.</summary>
public static class Eventually
{
    public static Task BecomesTrueAsync(Func<bool> condition) => BecomesTrueAsync(() => Task.FromResult(condition()));

    public static async Task BecomesTrueAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while (!await condition())
            await Task.Delay(50, patience.Token);
    }
}
