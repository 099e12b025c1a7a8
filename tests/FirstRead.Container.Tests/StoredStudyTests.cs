using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>Objects as the store hands them out: small and large, whole, cut off and missing.</summary>
public sealed class StoredStudyTests
{
    private const int LargePixels = 3 << 20;

    [Test]
    public async Task OpenHeader_OfALargeObject_ReadsNoFurtherThanThePixels()
    {
        var source = new Source(File(LargePixels));
        await using (var file = await Study(source).OpenHeaderAsync(Instance(), default))
            Assert.That(SliceFile.ReadHeader(file, Instance()).GetString(Tags.Modality), Is.EqualTo("MR"));
        Assert.That((source.Read < 200_000, source.IsDisposed), Is.EqualTo((true, true)), $"{source.Read} bytes");
    }

    [Test]
    public async Task OpenHeader_OfASmallObject_ReadsItToItsEnd_SoThatItsConnectionServesTheNext()
    {
        var source = new Source(File(1000));
        await using var file = await Study(source).OpenHeaderAsync(Instance(), default);
        Assert.That((source.Read, source.IsDisposed), Is.EqualTo((source.Bytes.Length, true)), "before anybody has read of it");
        Assert.That(SliceFile.ReadHeader(file, Instance()).GetString(Tags.Modality), Is.EqualTo("MR"));
    }

    [Test]
    public void OpenHeader_WhoseConnectionBreaks_SaysNothingAboutTheStudy()
    {
        var source = new Source(File(LargePixels)) { BreaksAt = 300 };
        Assert.That(
            async () =>
            {
                await using var file = await Study(source).OpenHeaderAsync(Instance(), default);
                SliceFile.ReadHeader(file, Instance());
            },
            Throws.TypeOf<StoreUnavailableException>());
        Assert.That(source.IsDisposed, Is.True);
    }

    [TestCase(1000)]
    [TestCase(LargePixels)]
    public void Open_WhoseConnectionBreaks_SaysNothingAboutTheStudy(int pixels)
    {
        var source = new Source(File(pixels)) { BreaksAt = 700 };
        Assert.That(async () => await Study(source).OpenAsync(Instance(), default), Throws.TypeOf<StoreUnavailableException>());
        Assert.That(source.IsDisposed, Is.True);
    }

    [Test]
    public void Open_OfWhatIsTooLargeToHold_FailsTheStudyWithoutReading()
    {
        var source = new Source(File(1000)) { Claims = (1L << 30) + 1 };
        Assert.That(async () => await Study(source).OpenAsync(Instance(), default), Throws.TypeOf<StudyFailedException>().With.Property("Code").EqualTo(AnalysisCodes.TooLarge));
        Assert.That((source.Read, source.IsDisposed), Is.EqualTo((0, true)));
    }

    [Test]
    public void Open_OfWhatIsNotThere_FailsTheStudy()
    {
        foreach (var open in new Func<StoredStudy, Task<Stream>>[] { study => study.OpenAsync(Instance(), default), study => study.OpenHeaderAsync(Instance(), default), study => study.OpenFramesAsync(Instance(), default) })
            Assert.That(async () => await open(Study(null)), Throws.TypeOf<StudyFailedException>().With.Property("Code").EqualTo(AnalysisCodes.MissingObject));
    }

    [TestCase(1000, 1)]
    [TestCase(LargePixels, 2)]
    public async Task OpenFrames_OfALargeObject_FetchesItInBlocks(int pixels, int requests)
    {
        var source = new Source(File(pixels));
        await using var file = await Study(source).OpenFramesAsync(Instance(), default);
        Assert.That(file, pixels > 1 << 20 ? Is.TypeOf<RangedStream>() : Is.TypeOf<MemoryStream>());
        using var whole = new MemoryStream();
        await file.CopyToAsync(whole);
        Assert.That(whole.ToArray(), Is.EqualTo(source.Bytes));
        Assert.That(source.Opened, Is.EqualTo(requests));
    }

    private static StoredStudy Study(Source? source) => new(
        new OneObject(source), new(Given.StudyId(), new Slot(0, 0, Given.StudyId()), 1, "studies", "deidentified", "results", TimeSpan.FromSeconds(1), BrightModel.Settings), null!, []);

    private static Instance Instance() => Given.Instance(1, Given.StudyId(), UploadId.From(1));

    private static byte[] File(int pixels)
    {
        using var file = new MemoryStream();
        Heads.Slice(1, 1).Add(Tags.PixelData, Vr.OW, new byte[pixels]).WriteFile(file);
        return file.ToArray();
    }

    /// <summary>An object's bytes, and how they come.</summary>
    private sealed class Source(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        public int? BreaksAt { get; init; }

        public long? Claims { get; init; }

        public int Read { get; set; }

        public int Opened { get; set; }

        public bool IsDisposed { get; set; }
    }

    private sealed class OneObject(Source? source) : IObjectStore
    {
        public Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel)
        {
            if (source is null)
                return Task.FromResult<StoredObject?>(null);
            source.Opened++;
            return Task.FromResult<StoredObject?>(new(new Connection(source), source.Claims ?? source.Bytes.Length, null));
        }

        public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel) => throw new NotSupportedException();

        public Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel) => throw new NotSupportedException();

        public Task DeleteAsync(string bucket, string key, CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class Connection(Source source) : MemoryStream(source.Bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position >= source.BreaksAt)
                throw new IOException("The connection was reset.");
            var read = base.Read(buffer, offset, (int)Math.Min(count, (source.BreaksAt ?? long.MaxValue) - Position));
            source.Read += read;
            return read;
        }

        public override int Read(Span<byte> buffer)
        {
            var piece = new byte[buffer.Length];
            var read = Read(piece, 0, piece.Length);
            piece.AsSpan(0, read).CopyTo(buffer);
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var piece = new byte[bufferSize];
            for (int count; (count = Read(piece, 0, piece.Length)) > 0;)
                destination.Write(piece, 0, count);
            return Task.CompletedTask;
        }

        protected override void Dispose(bool disposing)
        {
            source.IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
