namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>
/// JPEG (ITU-T T.81 annex B) and JPEG-LS (T.87 annex C): comments become zeros, application data too but for the few bytes
/// that decoders go by, and so does everything behind a frame's end.
/// </summary>
internal sealed class JpegCleaner(int frames) : CodestreamCleaner(frames)
{
    // Of JPEG-LS: the frame says so itself, whatever the transfer syntax is called.
    private const byte LsFrame = 0xF7;

    private State state = State.Start;
    private bool isLs;
    private byte marker;
    private int length;
    private int position;
    private ApplicationData? application;

    private enum State
    {
        /// <summary>Before a frame: FF.</summary>
        Start,

        /// <summary>D8.</summary>
        StartCode,

        /// <summary>FF of a marker.</summary>
        Marker,
        Code,
        LengthHigh,
        LengthLow,
        Segment,

        /// <summary>Entropy-coded data of a scan.</summary>
        Data,

        /// <summary>Behind an FF in it.</summary>
        DataCode,

        /// <summary>Behind a frame: nothing is anybody's, until the next begins.</summary>
        Behind,

        /// <summary>Behind an FF there.</summary>
        BehindCode,

        /// <summary>A frame too many.</summary>
        Surplus,
    }

    public override void Clean(Span<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
            switch (state)
            {
                case State.Data:
                    var found = bytes[at..].IndexOf((byte)0xFF);
                    at = found < 0 ? bytes.Length : at + found + 1;
                    state = found < 0 ? State.Data : State.DataCode;
                    break;
                case State.Segment:
                    var count = Math.Min(bytes.Length - at, length - position);
                    CleanSegment(bytes.Slice(at, count));
                    at += count;
                    break;
                case State.Surplus:
                    Clear(bytes[at..]);
                    return;
                default:
                    Step(ref bytes[at++]);
                    break;
            }
    }

    public override void BeginFragment()
    {
        if (state is State.Behind or State.BehindCode)
            state = State.Start;
    }

    private void Step(ref byte value)
    {
        switch (state)
        {
            case State.Start or State.Behind when value == 0xFF:
                state = state == State.Start ? State.StartCode : State.BehindCode;
                break;
            // A fragment of nothing behind the last frame, or padding in front of a frame.
            case State.Start when value == 0:
                break;
            case State.StartCode or State.BehindCode when value == 0xD8:
                (state, isLs) = (BeginFrame() ? State.Marker : State.Surplus, false);
                break;
            case State.StartCode or State.BehindCode when value == 0xFF:
                break;
            case State.Behind or State.BehindCode:
                state = State.Behind;
                Set(ref value, 0);
                break;
            case State.Marker when value == 0xFF:
                state = State.Code;
                break;
            case State.Code:
                Begin(value);
                break;
            case State.LengthHigh:
                (length, state) = (value << 8, State.LengthLow);
                break;
            case State.LengthLow:
                BeginSegment(length | value);
                break;
            case State.DataCode:
                // Within the data a zero bit follows FF in JPEG-LS, a zero byte in JPEG.
                if (value == 0xFF || (isLs ? value < 0x80 : value == 0) || value is >= 0xD0 and <= 0xD7)
                    state = value == 0xFF ? State.DataCode : State.Data;
                else
                    Begin(value);
                break;
            default:
                throw Malformed("A compressed frame has no marker where one must stand");
        }
    }

    /// <summary>A marker: FF stands before its code as often as it likes (T.81 B.1.1.2).</summary>
    private void Begin(byte code)
    {
        marker = code;
        isLs |= code == LsFrame;
        state = code switch
        {
            0xFF => State.Code,
            0xD9 => State.Behind,
            // TEM and restarts have no length.
            0x01 or (>= 0xD0 and <= 0xD7) => State.Marker,
            0x00 or 0xD8 => throw Malformed("A compressed frame has a marker that cannot be"),
            _ => State.LengthHigh,
        };
    }

    private void BeginSegment(int total)
    {
        if (total < 2)
            throw Malformed("A compressed frame has a segment shorter than its length");
        (length, position, state) = (total - 2, 0, State.Segment);
        application = marker is >= 0xE0 and <= 0xEF ? new ApplicationData(marker) : null;
        if (length == 0)
            EndSegment();
    }

    private void CleanSegment(Span<byte> bytes)
    {
        if (application is not null)
            for (var i = 0; i < bytes.Length; i++)
                Set(ref bytes[i], application.Next(bytes[i]));
        else if (!IsNeeded(marker))
            Clear(bytes);
        position += bytes.Length;
        if (position == length)
            EndSegment();
    }

    // Behind a scan's header comes its data.
    private void EndSegment() => state = marker == 0xDA ? State.Data : State.Marker;

    /// <summary>Frames, tables, scans (T.81 table B.1), and in JPEG-LS its preset parameters (T.87 table C.1).</summary>
    private static bool IsNeeded(byte code) => code is (>= 0xC0 and <= 0xCF) or (>= 0xDA and <= 0xDF) or LsFrame or 0xF8;
}
