using System.Buffers;
using System.Runtime.ExceptionServices;

namespace FirstRead.Core.Deidentification;

/// <summary>Buffers that go round between one thread that fills and one that empties. What the first throws, the second sees.</summary>
internal sealed class BufferRing : IDisposable
{
    private readonly byte[][] buffers;
    private readonly int[] sizes;
    private readonly SemaphoreSlim empty;
    private readonly SemaphoreSlim full = new(0);
    private ExceptionDispatchInfo? failure;
    private volatile bool stopped;

    public BufferRing(int buffers, int size)
    {
        this.buffers = new byte[buffers][];
        for (var i = 0; i < buffers; i++)
            this.buffers[i] = ArrayPool<byte>.Shared.Rent(size);
        (sizes, empty) = (new int[buffers], new SemaphoreSlim(buffers));
    }

    /// <summary>Fills until <paramref name="fill"/> brings 0 bytes or throws, or the other end has stopped. Throws nothing.</summary>
    public void Produce(Func<byte[], int> fill)
    {
        for (var i = 0; ; i = (i + 1) % buffers.Length)
        {
            empty.Wait();
            if (stopped)
                return;
            try
            {
                sizes[i] = fill(buffers[i]);
            }
            catch (Exception problem)
            {
                failure = ExceptionDispatchInfo.Capture(problem);
                sizes[i] = 0;
            }
            var last = sizes[i] == 0;
            full.Release();
            if (last)
                return;
        }
    }

    /// <summary>Empties until the end; throws what filling threw.</summary>
    public void Consume(Action<ReadOnlyMemory<byte>> use)
    {
        try
        {
            for (var i = 0; ; i = (i + 1) % buffers.Length)
            {
                full.Wait();
                if (sizes[i] == 0)
                    break;
                use(buffers[i].AsMemory(0, sizes[i]));
                empty.Release();
            }
        }
        finally
        {
            stopped = true;
            empty.Release();
        }
        failure?.Throw();
    }

    /// <summary>Both threads must have left.</summary>
    public void Dispose()
    {
        foreach (var buffer in buffers)
            ArrayPool<byte>.Shared.Return(buffer);
        empty.Dispose();
        full.Dispose();
    }
}
