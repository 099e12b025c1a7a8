using System.IO.Compression;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Writing;

/// <summary>
/// Writes the tokens of a DICOM file to a stream that is never sought. Sequences and items have undefined length, so
/// nothing need be known ahead. Values are given in little-endian order, as <see cref="DicomReader"/> gives them, and
/// are made even. Group lengths are not written outside of the file meta information.
/// </summary>
/// <remarks>The file is whole only after <see cref="Complete"/>; disposing without it leaves it cut.</remarks>
public sealed partial class DicomWriter : IDisposable
{
    private const int SmallValue = 64 * 1024;

    private readonly Stream _file;
    private readonly bool _leaveOpen;
    private readonly SmallStack<Open> _open = new();
    private Stream _target;
    private CountingStream? _deflated;
    private bool _begun;
    private int _bitsAllocated;

    /// <param name="stream">Written from where it stands. Disposed with the writer unless left open.</param>
    public DicomWriter(Stream stream, TransferSyntax transferSyntax, bool leaveOpen = false)
    {
        if (!transferSyntax.IsReadable) throw new ArgumentException($"Nothing writes {transferSyntax}.", nameof(transferSyntax));
        (_file, _target, _leaveOpen, TransferSyntax) = (stream, stream, leaveOpen, transferSyntax);
    }

    private enum Open : byte
    {
        Sequence,
        Item,
        Fragments,
    }

    public TransferSyntax TransferSyntax { get; }

    /// <summary>
    /// Preamble of zeros, prefix, and file meta information of our own making: nothing of a source file's is kept.
    /// Comes first, once.
    /// </summary>
    public void WriteFileMeta(string sopClassUid, string sopInstanceUid)
    {
        if (_begun) throw new InvalidOperationException("The file meta information comes first.");
        _begun = true;
        FileMetaWriter.Write(_file, TransferSyntax, sopClassUid, sopInstanceUid);
        if (!TransferSyntax.IsDeflated) return;
        _deflated = new CountingStream(_file);
        _target = new DeflateStream(_deflated, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>An element with a value at hand. SQ is written by <see cref="StartSequence"/>.</summary>
    public void WriteElement(DicomTag tag, Vr vr, ReadOnlySpan<byte> value)
    {
        if (tag == Tags.BitsAllocated && value.Length == 2 && _open.Count == 0) _bitsAllocated = value[0];
        var padded = value.Length + (value.Length & 1);
        var swap = WriteHeader(tag, vr, padded);
        WriteSwapped(value, swap);
        if (padded > value.Length) _target.WriteByte(vr.Padding());
    }

    /// <summary>Text in ASCII.</summary>
    /// <exception cref="ArgumentException">The text has other characters.</exception>
    public void WriteElement(DicomTag tag, Vr vr, string ascii)
    {
        if (!System.Text.Ascii.IsValid(ascii)) throw new ArgumentException("Not ASCII.", nameof(ascii));
        WriteElement(tag, vr, System.Text.Encoding.ASCII.GetBytes(ascii));
    }

    /// <summary>
    /// An element whose value is written to the stream that is returned, exactly <paramref name="length"/> bytes of it;
    /// disposing it ends the element. For values too long to hold.
    /// </summary>
    public Stream OpenValue(DicomTag tag, Vr vr, long length)
    {
        var swap = WriteHeader(tag, vr, length + (length & 1));
        return new ValueStream(this, length, swap, vr.Padding());
    }

    public void StartSequence(DicomTag tag)
    {
        WriteHeader(tag, Vr.SQ, ElementHeader.Undefined);
        _open.Push(Open.Sequence);
    }

    public void StartItem()
    {
        Expect(Open.Sequence);
        WriteItemHeader(Tags.Item, uint.MaxValue);
        _open.Push(Open.Item);
    }

    public void EndItem()
    {
        Expect(Open.Item);
        _open.Pop();
        WriteItemHeader(Tags.ItemDelimitationItem, 0);
    }

    public void EndSequence()
    {
        Expect(Open.Sequence);
        _open.Pop();
        WriteItemHeader(Tags.SequenceDelimitationItem, 0);
    }

    /// <summary>Encapsulated pixel data: the first fragment is the Basic Offset Table, which may be empty (PS3.5 A.4).</summary>
    public void StartFragments(DicomTag tag, Vr vr = Vr.OB)
    {
        WriteHeader(tag, vr, ElementHeader.Undefined);
        _open.Push(Open.Fragments);
    }

    public void WriteFragment(ReadOnlySpan<byte> fragment)
    {
        using var stream = OpenFragment(fragment.Length);
        stream.Write(fragment);
    }

    /// <summary>A fragment of exactly <paramref name="length"/> bytes; disposing the stream ends it.</summary>
    public Stream OpenFragment(long length)
    {
        Expect(Open.Fragments);
        if (length is < 0 or > uint.MaxValue - 2) throw new ArgumentOutOfRangeException(nameof(length));
        WriteItemHeader(Tags.Item, (uint)(length + (length & 1)));
        return new ValueStream(this, length, 1, 0);
    }

    public void EndFragments()
    {
        Expect(Open.Fragments);
        _open.Pop();
        WriteItemHeader(Tags.SequenceDelimitationItem, 0);
    }

    /// <summary>Writes the token that the reader stands on, its value streamed.</summary>
    /// <exception cref="DicomException">The pixel data would have to be compressed or decompressed (<c>cannot-decode</c>).</exception>
    public void Copy(DicomReader reader)
    {
        if (reader.Tag == Tags.PixelData && reader.Depth == 0) RequireSamePixels(reader);
        switch (reader.Kind)
        {
            case DicomTokenKind.Element when reader.Length <= SmallValue:
                WriteElement(reader.Tag, reader.Vr, reader.ReadValue());
                break;
            case DicomTokenKind.Element:
                using (var value = OpenValue(reader.Tag, reader.Vr, reader.Length)) reader.CopyValueTo(value);
                break;
            case DicomTokenKind.Fragment:
                using (var fragment = OpenFragment(reader.Length)) reader.CopyValueTo(fragment);
                break;
            case DicomTokenKind.SequenceStart: StartSequence(reader.Tag); break;
            case DicomTokenKind.ItemStart: StartItem(); break;
            case DicomTokenKind.ItemEnd: EndItem(); break;
            case DicomTokenKind.SequenceEnd: EndSequence(); break;
            case DicomTokenKind.FragmentsStart: StartFragments(reader.Tag, reader.Vr); break;
            case DicomTokenKind.FragmentsEnd: EndFragments(); break;
            default: throw new InvalidOperationException("The reader stands on no token.");
        }
    }

    /// <summary>Fragments stay in the syntax that says how they are compressed, and native pixels in one that is not (PS3.5 A.4).</summary>
    private void RequireSamePixels(DicomReader reader)
    {
        if (reader.TransferSyntax.Uid == TransferSyntax.Uid || !reader.TransferSyntax.IsEncapsulated && !TransferSyntax.IsEncapsulated) return;
        throw new DicomException(DicomErrorCodes.CannotDecode, $"Copying changes no pixels: {reader.TransferSyntax.Name} into {TransferSyntax.Name}", reader.Tag, reader.Offset);
    }

    /// <summary>Ends the file: everything opened must be closed. Flushes the stream.</summary>
    public void Complete()
    {
        RequireNoOpenValue();
        if (_open.Count > 0) throw new InvalidOperationException($"A {_open.Peek()} is still open.");
        if (_deflated is not null)
        {
            _target.Dispose();
            // A deflated data set of odd length is padded with a zero byte (PS3.5 A.5).
            if ((_deflated.Written & 1) == 1) _file.WriteByte(0);
            (_target, _deflated) = (_file, null);
        }
        _file.Flush();
    }

    public void Dispose()
    {
        if (_deflated is not null) _target.Dispose();
        if (!_leaveOpen) _file.Dispose();
    }

    private void Expect(Open container)
    {
        if (_open.Count == 0 || _open.Peek() != container) throw new InvalidOperationException($"No {container} is open.");
    }
}
