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
    private int _open;

    public MemoryStudy(IReadOnlyList<byte[]> files) => Instances = [.. files.Select(Register)];

    public IReadOnlyList<Instance> Instances { get; private set; }

    public Dictionary<string, byte[]> Results { get; } = [];

    public int MostOpen { get; private set; }

    /// <summary>Replaces one file's bytes.</summary>
    public void Corrupt(int index, Func<byte[], byte[]> change) => _files[Instances[index].ObjectKey] = change(_files[Instances[index].ObjectKey]);

    public void Remove(int index) => Instances = [.. Instances.Where((_, other) => other != index)];

    public byte[] FileOf(Instance instance) => _files[instance.ObjectKey];

    public Task<Stream> OpenAsync(Instance instance, CancellationToken cancel)
    {
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
            Rows = header.GetInt(Tags.Rows),
            Columns = header.GetInt(Tags.Columns),
            ImagePosition = header.GetDoubles(Tags.ImagePositionPatient),
            ImageOrientation = header.GetDoubles(Tags.ImageOrientationPatient),
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
