using FirstRead.Core.Deidentification;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class StudyReportArchiveTests
{
    private const int Slices = 1000;

    [Test]
    public async Task Read_OfAThousandSlices_AsksForEachOnceAndForOneObjectEverAfter()
    {
        var store = new CountingStore(new InMemoryObjectStore());
        var instances = Enumerable.Range(1, Slices).Select(number => Given.Instance((uint)number, Given.StudyId(), UploadId.From(1))).ToList();
        var report = ReportJson.Write(new("basic", "m", "s", ["113100"], [new("(0010,0010)", "PatientName", "emptied", "table", null, 1)], null));
        foreach (var instance in instances)
            await store.Inner.PutAsync("bucket", ObjectKeys.Report(instance.ObjectKey), report, ReportJson.ContentType, default);
        var archive = new StudyReportArchive(store, "bucket");

        var first = await archive.ReadAsync(Given.Study(), instances, default);
        var (reads, writes) = (store.Reads, store.Writes);
        var second = await archive.ReadAsync(Given.Study(), [.. instances.AsEnumerable().Reverse()], default);

        Assert.That((reads, writes), Is.EqualTo((1 + Slices, 1)));
        Assert.That((store.Reads - reads, store.Writes - writes), Is.EqualTo((1, 0)));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(System.Text.Encoding.UTF8.GetString(first), Does.Contain($"\"instances\":{Slices},").And.Contain($"\"count\":{Slices}"));
    }

    private sealed class CountingStore(InMemoryObjectStore inner) : IObjectStore
    {
        private int reads;

        public InMemoryObjectStore Inner => inner;

        public int Reads => reads;

        public int Writes { get; private set; }

        public Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel)
        {
            Interlocked.Increment(ref reads);
            return inner.OpenAsync(bucket, key, versionId, cancel);
        }

        public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel)
        {
            Writes++;
            return inner.PutAsync(bucket, key, content, contentType, cancel);
        }

        public Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel) => throw new NotSupportedException();

        public Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel) => throw new NotSupportedException();

        public Task DeleteAsync(string bucket, string key, CancellationToken cancel) => throw new NotSupportedException();
    }
}
