using System.Buffers.Binary;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>
/// JPEG 2000 and HTJ2K (ISO/IEC 15444-1 annex A), with or without the boxes of JP2 around it (annex I): comments, unknown
/// segments and boxes, colour profiles, and whatever stands behind a codestream become zeros.
/// </summary>
internal sealed class Jpeg2000Cleaner(int frames) : CodestreamCleaner(frames)
{
    private const byte Siz = 0x51;
    private const byte StartOfTile = 0x90;
    private const byte StartOfData = 0x93;
    private const byte EndOfCodestream = 0xD9;

    private readonly byte[] field = new byte[16];
    private State state = State.Start;
    private int filled;
    private int wanted = 4;
    private byte marker;
    private uint box;
    private long left;
    private long boxPosition;
    private long tileLeft;
    private bool tileToEnd;
    private bool namedColour;

    private enum State
    {
        /// <summary>The four bytes that tell a codestream from boxes.</summary>
        Start,

        /// <summary>Length and type of a box.</summary>
        Box,
        BoxLength,
        BoxContent,

        /// <summary>A marker, and where it has one, its length.</summary>
        Marker,
        Length,
        Segment,

        /// <summary>Packets, their length known.</summary>
        Data,

        /// <summary>Packets of the last tile-part, up to the end marker.</summary>
        DataToEnd,
        DataToEndCode,
        Behind,
        Surplus,
    }

    public override void BeginFragment()
    {
        if (state == State.Behind)
            Await(State.Start, 4);
    }

    public override void Clean(Span<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var rest = bytes[at..];
            switch (state)
            {
                case State.Data:
                    at += Pass(rest.Length, ref tileLeft);
                    if (tileLeft == 0)
                        Await(State.Marker, 2);
                    break;
                case State.DataToEnd:
                    var found = rest.IndexOf((byte)0xFF);
                    at += found < 0 ? rest.Length : found + 1;
                    state = found < 0 ? State.DataToEnd : State.DataToEndCode;
                    break;
                case State.DataToEndCode:
                    state = rest[0] == EndOfCodestream ? State.Behind : rest[0] == 0xFF ? State.DataToEndCode : State.DataToEnd;
                    at++;
                    break;
                case State.Segment:
                    at += CleanSegment(rest);
                    break;
                case State.BoxContent:
                    at += CleanBox(rest);
                    break;
                case State.Behind or State.Surplus:
                    Clear(rest);
                    return;
                default:
                    var count = Math.Min(rest.Length, wanted - filled);
                    rest[..count].CopyTo(field.AsSpan(filled));
                    filled += count;
                    at += count;
                    if (filled == wanted)
                        Take();
                    break;
            }
        }
    }

    private void Await(State next, int bytes) => (state, filled, wanted) = (next, 0, bytes);

    /// <summary>A field is whole.</summary>
    private void Take()
    {
        switch (state)
        {
            case State.Start when field is [0xFF, 0x4F, 0xFF, Siz, ..]:
                if (!Admit())
                    return;
                marker = Siz;
                Await(State.Length, 2);
                break;
            case State.Start when field is [0, 0, 0, 0x0C, ..]:
                if (!Admit())
                    return;
                // Its length is in; its type follows.
                (state, wanted) = (State.Box, 8);
                break;
            case State.Start when BinaryPrimitives.ReadUInt32BigEndian(field) == 0:
                // Padding in a fragment of its own.
                Await(State.Behind, 0);
                break;
            case State.Box:
                BeginBox();
                break;
            case State.BoxLength:
                BeginContent(BinaryPrimitives.ReadInt64BigEndian(field) - 16);
                break;
            case State.Marker:
                BeginMarker();
                break;
            case State.Length:
                BeginSegment(BinaryPrimitives.ReadUInt16BigEndian(field));
                break;
            default:
                throw Malformed("A compressed frame does not begin as JPEG 2000 does");
        }
    }

    private bool Admit()
    {
        if (BeginFrame())
            return true;
        Await(State.Surplus, 0);
        return false;
    }

    private void BeginBox()
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(field);
        box = BinaryPrimitives.ReadUInt32BigEndian(field.AsSpan(4));
        if (size == 1)
            Await(State.BoxLength, 8);
        else
            BeginContent(size == 0 ? long.MaxValue : size - 8L);
    }

    private void BeginContent(long length)
    {
        if (length < 0)
            throw Malformed("A compressed frame has a box shorter than its header");
        (left, boxPosition) = (length, 0);
        if (box == Type("jp2c"))
            Await(State.Marker, 2);
        // Boxes within boxes: their headers come next.
        else if (box == Type("jp2h") || length == 0)
            Await(State.Box, 8);
        else
            state = State.BoxContent;
    }

    private int CleanBox(Span<byte> bytes)
    {
        var count = (int)Math.Min(bytes.Length, left);
        var content = bytes[..count];
        if (box == Type("ftyp"))
            for (var i = 0; i < count; i++)
                Set(ref content[i], Brand(boxPosition + i));
        else if (box == Type("colr"))
            CleanColour(content);
        else if (!IsNeeded(box))
            Clear(content);
        left -= count;
        boxPosition += count;
        if (left == 0)
            Await(State.Box, 8);
        return count;
    }

    /// <summary>A colour named by number stays: method 1, two hints, four bytes of number (I.5.3.3). A profile may hold any text.</summary>
    private void CleanColour(Span<byte> content)
    {
        if (boxPosition == 0)
            namedColour = content[0] == 1;
        Clear(content[(int)(namedColour ? Math.Clamp(7 - boxPosition, 0, content.Length) : 0)..]);
    }

    private static byte Brand(long position) => position is >= 4 and < 8 ? (byte)0 : (byte)"jp2 "[(int)(position % 4)];

    private void BeginMarker()
    {
        if (field[0] != 0xFF || field[1] < 0x30)
            throw Malformed("A compressed frame has no marker where one must stand");
        marker = field[1];
        switch (marker)
        {
            case 0x4F or (>= 0x30 and <= 0x3F):
                tileLeft -= 2;
                Await(State.Marker, 2);
                break;
            case StartOfData:
                tileLeft -= 2;
                BeginData();
                break;
            case EndOfCodestream:
                state = State.Behind;
                break;
            default:
                if (marker == StartOfTile)
                    tileLeft = 0;
                Await(State.Length, 2);
                break;
        }
    }

    private void BeginData()
    {
        if (tileToEnd)
            state = State.DataToEnd;
        else if (tileLeft < 0)
            throw Malformed("A compressed frame has a tile-part shorter than its header");
        else if (tileLeft == 0)
            Await(State.Marker, 2);
        else
            state = State.Data;
    }

    private void BeginSegment(int length)
    {
        if (length < 2)
            throw Malformed("A compressed frame has a segment shorter than its length");
        tileLeft -= length + 2;
        (left, filled, state) = (length - 2, 0, State.Segment);
        if (left == 0)
            Await(State.Marker, 2);
    }

    private int CleanSegment(Span<byte> bytes)
    {
        var count = (int)Math.Min(bytes.Length, left);
        if (marker == StartOfTile)
            for (var i = 0; i < count; i++)
                field[filled++ & 15] = bytes[i];
        else if (!IsNeeded(marker))
            Clear(bytes[..count]);
        left -= count;
        if (left == 0)
            EndSegment();
        return count;
    }

    private void EndSegment()
    {
        if (marker == StartOfTile)
        {
            // Isot, Psot, TPsot, TNsot (A.4.2); Psot counts from the marker's first byte, zero stands for all the rest.
            var length = BinaryPrimitives.ReadUInt32BigEndian(field.AsSpan(2));
            (tileToEnd, tileLeft) = (length == 0, length - 12L);
        }
        Await(State.Marker, 2);
    }

    private static int Pass(int available, ref long left)
    {
        var count = (int)Math.Min(available, left);
        left -= count;
        return count;
    }

    /// <summary>Segments of parts 1, 2 and 15 that decoding goes by; a comment (64) is none, nor is a component registration (63).</summary>
    private static bool IsNeeded(byte code) => code is (>= 0x50 and <= 0x61) or (>= 0x72 and <= 0x79);

    private static bool IsNeeded(uint type) =>
        type == Type("jP  ") || type == Type("ihdr") || type == Type("bpcc") || type == Type("pclr") || type == Type("cmap") || type == Type("cdef");

    private static uint Type(string name) => (uint)(name[0] << 24 | name[1] << 16 | name[2] << 8 | name[3]);
}
