using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>A study and its results in memory.</summary>
internal sealed class MemoryStudy : IStudyImages, IResultSink
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly HashSet<string> _pixelsRead = [];
    private int _open;

    public MemoryStudy(IReadOnlyList<byte[]> files) => Instances = [.. files.Select(Register)];

    public IReadOnlyList<Instance> Instances { get; private set; }

    public Dictionary<string, byte[]> Results { get; } = [];

    public int MostOpen { get; private set; }

    public int OpenNow
    {
        get
        {
            lock (_files)
                return _open;
        }
    }

    /// <summary>Replaces one file's bytes.</summary>
    public void Corrupt(int index, Func<byte[], byte[]> change) => _files[Instances[index].ObjectKey] = change(_files[Instances[index].ObjectKey]);

    public void Remove(int index) => Instances = [.. Instances.Where((_, other) => other != index)];

    public IEnumerable<byte[]> FilesInOrder => Instances.Select(FileOf);

    public byte[] FileOf(Instance instance) => _files[instance.ObjectKey];

    /// <summary>Whose pixels were asked for.</summary>
    public IReadOnlySet<string> PixelsRead => _pixelsRead;

    public Task<Stream> OpenHeaderAsync(Instance instance, CancellationToken cancel) => Task.FromResult<Stream>(new MemoryStream(_files[instance.ObjectKey], writable: false));

    public Task<Stream> OpenAsync(Instance instance, CancellationToken cancel)
    {
        lock (_files)
            _pixelsRead.Add(instance.SopInstanceUid);
        lock (_files)
            MostOpen = Math.Max(MostOpen, ++_open);
        return Task.FromResult<Stream>(new Counted(_files[instance.ObjectKey], () =>
        {
            lock (_files)
                _open--;
        }));
    }

    public Task<string> PutAsync(string name, byte[] content, string contentType, CancellationToken cancel)
    {
        Results[name] = content;
        return Task.FromResult(name);
    }

    private Instance Register(byte[] file)
    {
        var header = DicomDataset.Read(new MemoryStream(file), stopBefore: Tags.PixelData);
        var uid = header.GetString(Tags.SOPInstanceUID)!;
        _files[uid] = file;
        return Given.Instance(1, Given.StudyId(), Core.Studies.UploadId.From(1)) with
        {
            SopInstanceUid = uid,
            SopClassUid = header.GetString(Tags.SOPClassUID)!,
            SeriesInstanceUid = header.GetString(Tags.SeriesInstanceUID)!,
            ObjectKey = uid,
            InstanceNumber = header.GetInt(Tags.InstanceNumber),
            Bytes = file.Length,
            Modality = header.GetString(Tags.Modality),
            Frames = header.Contains(Tags.Rows) ? header.GetInt(Tags.NumberOfFrames) ?? 1 : 0,
            Rows = header.GetInt(Tags.Rows),
            Columns = header.GetInt(Tags.Columns),
            ImagePosition = header.GetDoubles(Tags.ImagePositionPatient) is { Count: 3 } position ? position : null,
            ImageOrientation = header.GetDoubles(Tags.ImageOrientationPatient) is { Count: 6 } orientation ? orientation : null,
        };
    }

    private sealed class Counted(byte[] bytes, Action closed) : MemoryStream(bytes)
    {
        private bool _closed;

        protected override void Dispose(bool disposing)
        {
            if (!_closed)
                closed();
            _closed = true;
            base.Dispose(disposing);
        }
    }
}
