using System.Net;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>Sends PUTs to S3 and notes when the last byte of one had left: nobody at a clinic waits from an earlier moment.</summary>
internal sealed class LastByte(TimeProvider clock) : DelegatingHandler(new SocketsHttpHandler())
{
    private long _ticks;

    /// <summary>Of the request that ended its body last.</summary>
    public DateTimeOffset At => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
            request.Content = new Watched(content, () => Interlocked.Exchange(ref _ticks, clock.GetUtcNow().UtcTicks));
        return base.SendAsync(request, cancellationToken);
    }

    private sealed class Watched : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Action _ended;

        public Watched(HttpContent content, Action ended)
        {
            (_content, _ended) = (content, ended);
            foreach (var (name, values) in content.Headers)
                Headers.TryAddWithoutValidation(name, values);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await _content.CopyToAsync(stream);
            await stream.FlushAsync();
            _ended();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return _content.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
