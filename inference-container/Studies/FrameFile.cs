using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;

namespace FirstRead.Inference.Studies;

/// <summary>
/// Goes once through an object of many frames, in memory that does not grow with their number. Frames are read one after the
/// other and may be decoded side by side.
/// </summary>
internal sealed class FrameFile : IDisposable
{
    private readonly Instance _instance;
    private readonly DicomReader _reader;
    private readonly FrameReader _frames;
    private readonly FrameHeaders _headers;

    /// <param name="file">Its owner closes it.</param>
    /// <param name="instance">As it was registered.</param>
    /// <exception cref="StudyFailedException">It cannot be read.</exception>
    public FrameFile(Stream file, Instance instance)
    {
        _instance = instance;
        _reader = new DicomReader(file, leaveOpen: true);
        try
        {
            _frames = SliceFile.Guarded(instance, () => FrameReader.Open(_reader));
            SliceFile.CheckSize(_frames.Stored, instance);
            _headers = new(_frames.Header);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>The next frame that is wanted, undecoded; null behind the last.</summary>
    /// <param name="wanted">Frame numbers from 1.</param>
    /// <exception cref="StudyFailedException">The file ends or breaks before it.</exception>
    public HeldPicture? Next(IReadOnlySet<int> wanted) => SliceFile.Guarded(_instance, () =>
    {
        while (_frames.Take() is { } held)
            if (wanted.Contains(held.Index + 1))
                return new HeldPicture(_instance, held, _headers);
        return null;
    });

    public void Dispose() => _reader.Dispose();
}

/// <summary>A frame that was read and not decoded yet.</summary>
internal sealed class HeldPicture(Instance instance, HeldFrame frame, FrameHeaders headers)
{
    /// <summary>From 1.</summary>
    public int Frame => frame.Index + 1;

    /// <exception cref="StudyFailedException">It cannot be decoded.</exception>
    public DecodedPicture Decode() => SliceFile.Guarded(instance, () =>
    {
        var (description, samples) = frame.Decode();
        return new DecodedPicture(headers.Of(Frame), description, samples);
    });
}
