using FirstRead.Core.Storage;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests.Frames;

public sealed class RangedStreamTests
{
    private const int Block = 1000;
    private static readonly byte[] Content = [.. Enumerable.Range(0, 10_500).Select(index => (byte)(index * 31 % 251))];

    [Test]
    public void Read_ToTheEnd_IsTheObject_BlockAfterBlock()
    {
        var store = new Blocks(_ => null);
        using var stream = Open(store);
        Assert.That(Read(stream), Is.EqualTo(Content));
        Assert.That(store.Asked, Is.EqualTo(Enumerable.Range(0, 11).Select(index => (index * 1000L, index < 10 ? 1000 : 500))));
    }

    [Test]
    public void Read_OfTheBeginning_AsksForOneBlockAhead()
    {
        var store = new Blocks(_ => null);
        using var stream = Open(store);
        stream.ReadExactly(new byte[10]);
        Assert.That(() => store.Asked.Count, Is.EqualTo(2).After(60_000, 5));
    }

    [Test]
    public void Read_ConnectionThatBreaksTwice_AsksAgain()
    {
        var store = new Blocks(call => call is 3 or 4 ? new IOException("broken") : null);
        using var stream = Open(store);
        Assert.That(Read(stream), Is.EqualTo(Content));
    }

    [Test]
    public void Read_ConnectionThatStaysBroken_SaysThatTheStoreIsAway()
    {
        var store = new Blocks(call => call >= 3 ? new IOException("broken") : null);
        using var stream = Open(store);
        Assert.That(() => Read(stream), Throws.TypeOf<StoreUnavailableException>());
        Assert.That(store.Asked, Has.Count.EqualTo(5), "two blocks, and one three times");
    }

    [Test]
    public void Read_ObjectThatHasShrunk_SaysThatTheStoreIsAway()
    {
        var store = new Blocks(_ => null);
        using var stream = new RangedStream(store, "bucket", "key", Content.Length + 1, Block);
        Assert.That(() => Read(stream), Throws.TypeOf<StoreUnavailableException>());
    }

    [Test]
    public async Task OpenRange_OfAStoreThatKnowsNoParts_IsThePart()
    {
        IObjectStore store = new InMemoryObjectStore();
        await store.PutAsync("bucket", "key", Content, "application/dicom", default);
        foreach (var (from, length) in new[] { (0L, 10), (9000L, 1000), (10_400L, 1000) })
        {
            await using var part = await store.OpenRangeAsync("bucket", "key", from, length, default);
            Assert.That(Read(part!.Content), Is.EqualTo(Content.Skip((int)from).Take(length)));
        }
        Assert.That(await store.OpenRangeAsync("bucket", "none", 0, 1, default), Is.Null);
    }

    private static RangedStream Open(IObjectStore store) => new(store, "bucket", "key", Content.Length, Block);

    private static byte[] Read(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all, 777);
        return all.ToArray();
    }

    /// <summary>Parts of the content; fails by the number of the call, from 1.</summary>
    private sealed class Blocks(Func<int, Exception?> failure) : IObjectStore
    {
        private readonly List<(long From, int Length)> _asked = [];

        public IReadOnlyList<(long From, int Length)> Asked
        {
            get
            {
                lock (_asked)
                    return [.. _asked];
            }
        }

        public Task<StoredObject?> OpenRangeAsync(string bucket, string key, long from, int length, CancellationToken cancel)
        {
            int call;
            lock (_asked)
            {
                _asked.Add((from, length));
                call = _asked.Count;
            }
            if (failure(call) is { } error)
                throw error;
            var part = Content.Skip((int)from).Take(length).ToArray();
            return Task.FromResult<StoredObject?>(new(new MemoryStream(part), part.Length, null));
        }

        public Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel) => throw new NotSupportedException();

        public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel) => throw new NotSupportedException();

        public Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel) => throw new NotSupportedException();

        public Task DeleteAsync(string bucket, string key, CancellationToken cancel) => throw new NotSupportedException();
    }
}
