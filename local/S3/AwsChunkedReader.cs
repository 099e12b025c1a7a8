using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Local.Wire;

namespace FirstRead.Local.S3;

/// <summary>
/// Takes the framing off an aws-chunked body and checks each chunk's signature where the client signed them
/// (S3 API reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks").
/// </summary>
internal sealed class AwsChunkedReader(Stream wire, Signature signature)
{
    private const int LongestLine = 4096;
    private static readonly string EmptyHash = Signature.Hex(SHA256.HashData([]));

    private readonly bool _signed = signature.PayloadHash.Contains("HMAC", StringComparison.Ordinal);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private string _previous = signature.Seed;
    private int _start;
    private int _end;

    /// <summary>Headers that came behind the body, complete once <see cref="ReadAsync"/> has ended.</summary>
    public Dictionary<string, string> Trailers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The decoded bytes in order; each piece is valid until the next is asked for.</summary>
    /// <exception cref="S3Exception">Framing or a signature is wrong.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var (length, claimed) = ParseChunkHeader(await ReadLineAsync(cancel));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var left = length; left > 0;)
            {
                if (_start == _end)
                    await FillAsync(cancel);
                var piece = _buffer.AsMemory(_start, (int)Math.Min(left, _end - _start));
                (_start, left) = (_start + piece.Length, left - piece.Length);
                if (_signed)
                    hash.AppendData(piece.Span);
                yield return piece;
            }
            if (_signed)
                Check(claimed, signature.Sign("AWS4-HMAC-SHA256-PAYLOAD", _previous, EmptyHash, Signature.Hex(hash.GetHashAndReset())));
            if (length == 0)
                break;
            if ((await ReadLineAsync(cancel)).Length != 0)
                throw Malformed();
        }
        await ReadTrailersAsync(cancel);
    }

    private async Task ReadTrailersAsync(CancellationToken cancel)
    {
        while (await ReadLineAsync(cancel, mayEnd: true) is { Length: > 0 } line)
            if (line.Split(':', 2) is [var name, var value])
                Trailers[name.Trim()] = value.Trim();
        if (!_signed || !signature.PayloadHash.EndsWith("-TRAILER", StringComparison.Ordinal))
            return;
        Trailers.Remove("x-amz-trailer-signature", out var claimed);
        var lines = string.Concat(Trailers.OrderBy(trailer => trailer.Key, StringComparer.Ordinal).Select(trailer => $"{trailer.Key.ToLowerInvariant()}:{trailer.Value}\n"));
        Check(claimed, signature.Sign("AWS4-HMAC-SHA256-TRAILER", _previous, Signature.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))));
    }

    private void Check(string? claimed, string expected)
    {
        if (claimed is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claimed), Encoding.UTF8.GetBytes(expected)))
            throw new S3Exception(403, "SignatureDoesNotMatch", "A chunk's signature does not match its bytes.");
        _previous = expected;
    }

    private static (long Length, string? Signature) ParseChunkHeader(string line)
    {
        var parts = line.Split(';', 2);
        if (!Utf8Parser.TryParse(Encoding.ASCII.GetBytes(parts[0]), out long length, out var used, 'x') || used != parts[0].Length || length < 0)
            throw Malformed();
        const string Name = "chunk-signature=";
        return (length, parts.Length == 2 && parts[1].StartsWith(Name, StringComparison.Ordinal) ? parts[1][Name.Length..] : null);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancel, bool mayEnd = false)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await TryFillAsync(cancel))
                return mayEnd && line.Length == 0 ? "" : throw Malformed();
            var value = (char)_buffer[_start++];
            if (value == '\n')
                return line.ToString().TrimEnd('\r');
            if (line.Append(value).Length > LongestLine)
                throw Malformed();
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        if (!await TryFillAsync(cancel))
            throw new S3Exception(400, "IncompleteBody", "The request body terminated unexpectedly.");
    }

    private async Task<bool> TryFillAsync(CancellationToken cancel)
    {
        (_start, _end) = (0, await wire.ReadAsync(_buffer, cancel));
        return _end > 0;
    }

    private static S3Exception Malformed() => new(400, "InvalidRequest", "The aws-chunked framing of the body is malformed.");
}
