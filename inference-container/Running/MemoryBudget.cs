namespace FirstRead.Inference.Running;

/// <summary>Bytes that pictures at work may take together. Whoever finds too little left waits, first come, first served.</summary>
/// <param name="megabytes">Of 2^20 bytes; one picture that wants more than all of it gets all of it, and is alone.</param>
internal sealed class MemoryBudget(int megabytes) : IDisposable
{
    private readonly SemaphoreSlim _free = new(megabytes, megabytes);

    // Two that each hold a part of what both want would wait for ever.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits until so much is free, and takes it; disposing gives it back.</summary>
    public async Task<IDisposable> TakeAsync(long bytes, CancellationToken cancel)
    {
        var wanted = (int)Math.Clamp((bytes >> 20) + 1, 1, megabytes);
        var share = new Share(_free);
        await _turn.WaitAsync(cancel);
        try
        {
            for (; share.Megabytes < wanted; share.Megabytes++)
                await _free.WaitAsync(cancel);
            return share;
        }
        catch
        {
            share.Dispose();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _free.Dispose();
        _turn.Dispose();
    }

    private sealed class Share(SemaphoreSlim free) : IDisposable
    {
        public int Megabytes { get; set; }

        public void Dispose()
        {
            if (Megabytes > 0)
                free.Release(Megabytes);
            Megabytes = 0;
        }
    }
}
