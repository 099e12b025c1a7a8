using System.Buffers.Binary;
using System.Text.Json;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Writing;

namespace FirstRead.Dicom.Json;

/// <summary>
/// Writes a file's data set in the DICOM JSON Model (PS3.18 annex F) while it is read: memory does not grow with it.
/// Group 0002 and group lengths are left out, as F.2.2 has it; attributes stand in the file's order, which is ascending in
/// every sound file; of repeated tags the first one counts.
/// </summary>
public sealed partial class DicomJsonWriter
{
    private const int FlushAbove = 32 * 1024;

    private readonly Utf8JsonWriter _json;
    private readonly DicomJsonOptions _options;
    private readonly TextScope _scope = new();

    /// <param name="json">Written from where it stands, and flushed as it fills; stays the caller's.</param>
    public DicomJsonWriter(Utf8JsonWriter json, DicomJsonOptions? options = null) => (_json, _options) = (json, options ?? DicomJsonOptions.Inline);

    /// <summary>What was wrong with texts; the reader has its own warnings.</summary>
    public IReadOnlyList<DicomWarning> Warnings => _scope.Warnings;

    /// <summary>Writes one JSON object, and reads the file to its end, or to its pixel data where they are named by <see cref="DicomJsonOptions.PixelUri"/>.</summary>
    /// <exception cref="DicomException">As <see cref="DicomReader.Read"/> throws; the JSON then stays without its end.</exception>
    public void Write(DicomReader reader)
    {
        WriteObject(reader, DicomTokenKind.None);
        _json.Flush();
    }

    private void WriteObject(DicomReader reader, DicomTokenKind end)
    {
        var seen = new TagSet();
        _json.WriteStartObject();
        while (reader.Read() && reader.Kind != end)
        {
            if (end == DicomTokenKind.None && _options.PixelUri is { } pixels && IsPixelData(reader.Tag))
            {
                WritePixelUri(reader, pixels);
                break;
            }
            _scope.Note(reader);
            if (!seen.Add(reader.Tag)) reader.Skip();
            else WriteAttribute(reader);
            if (_json.BytesPending > FlushAbove) _json.Flush();
        }
        if (end != DicomTokenKind.None) _scope.Note(reader);
        _json.WriteEndObject();
    }

    private void WriteAttribute(DicomReader reader)
    {
        _json.WriteStartObject(reader.Tag.Value.ToString("X8", System.Globalization.CultureInfo.InvariantCulture));
        _json.WriteString("vr"u8, (reader.Vr == Vr.None ? Vr.UN : reader.Vr).ToString());
        if (reader.Kind == DicomTokenKind.SequenceStart) WriteItems(reader);
        else if (reader.Kind == DicomTokenKind.FragmentsStart) WriteFragments(reader);
        else if (reader.Length > 0) WriteValue(reader);
        _json.WriteEndObject();
    }

    private static bool IsPixelData(DicomTag tag) => tag == Tags.PixelData || tag == Tags.FloatPixelData || tag == Tags.DoubleFloatPixelData;

    private void WritePixelUri(DicomReader reader, string uri)
    {
        _json.WriteStartObject(reader.Tag.Value.ToString("X8", System.Globalization.CultureInfo.InvariantCulture));
        _json.WriteString("vr"u8, reader.Vr.ToString());
        _json.WriteString("BulkDataURI"u8, uri);
        _json.WriteEndObject();
    }

    private void WriteItems(DicomReader reader)
    {
        var any = false;
        while (reader.Read() && reader.Kind != DicomTokenKind.SequenceEnd)
        {
            if (!any) _json.WriteStartArray("Value"u8);
            any = true;
            _scope.Note(reader);
            WriteObject(reader, DicomTokenKind.ItemEnd);
        }
        if (any) _json.WriteEndArray();
    }

    private void WriteValue(DicomReader reader)
    {
        var kind = reader.Vr.Kind();
        if (kind is VrKind.Bulk or VrKind.Unknown) WriteBulk(reader);
        else if (kind == VrKind.Number) WriteNumbers(reader);
        else WriteTexts(reader);
    }

    private void WriteBulk(DicomReader reader)
    {
        if (reader.Length > _options.BulkAbove && _options.BulkUri is { } uri)
        {
            _json.WriteString("BulkDataURI"u8, uri(reader.ValueOffset, reader.Length));
            return;
        }
        _json.WritePropertyName("InlineBinary"u8);
        using var base64 = new Base64Stream(_json);
        reader.CopyValueTo(base64);
    }

    /// <summary>Encapsulated pixels as the value field has them: each fragment behind its item header, without the last delimiter.</summary>
    private void WriteFragments(DicomReader reader)
    {
        if (_options.BulkUri is { } uri)
        {
            var start = reader.ValueOffset;
            reader.Skip();
            _json.WriteString("BulkDataURI"u8, uri(start, reader.Offset - start));
            return;
        }
        _json.WritePropertyName("InlineBinary"u8);
        using var base64 = new Base64Stream(_json);
        Span<byte> header = stackalloc byte[8];
        while (reader.Read() && reader.Kind == DicomTokenKind.Fragment)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header, Tags.Item.Group);
            BinaryPrimitives.WriteUInt16LittleEndian(header[2..], Tags.Item.Element);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)reader.Length);
            base64.Write(header);
            reader.CopyValueTo(base64);
        }
    }

    /// <summary>Passes bytes on as base64, a buffer at a time.</summary>
    private sealed class Base64Stream(Utf8JsonWriter json) : WriteOnlyStream
    {
        private bool _ended;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            for (; !buffer.IsEmpty; buffer = buffer[Math.Min(buffer.Length, FlushAbove)..])
            {
                json.WriteBase64StringSegment(buffer[..Math.Min(buffer.Length, FlushAbove)], isFinalSegment: false);
                if (json.BytesPending > FlushAbove) json.Flush();
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_ended) json.WriteBase64StringSegment([], isFinalSegment: true);
            _ended = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>Tags of one data set, four bytes each as long as they ascend.</summary>
    private sealed class TagSet
    {
        private readonly List<DicomTag> _ascending = [];
        private HashSet<DicomTag>? _others;

        public bool Add(DicomTag tag)
        {
            if (_ascending.Count == 0 || tag > _ascending[^1])
            {
                if (_others?.Contains(tag) == true) return false;
                _ascending.Add(tag);
                return true;
            }
            return _ascending.BinarySearch(tag) < 0 && (_others ??= []).Add(tag);
        }
    }
}
