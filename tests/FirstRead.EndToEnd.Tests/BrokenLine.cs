using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A network that carries a page's first files and then nothing, until it is mended.</summary>
internal sealed class BrokenLine
{
    private int left;

    private BrokenLine(int arrive) => left = arrive;

    /// <summary>By URL without its query: how often its bytes were carried.</summary>
    public ConcurrentDictionary<string, int> Sent { get; } = new();

    /// <summary>Everything that the page told the API.</summary>
    public ConcurrentBag<string> Bodies { get; } = [];

    public static async Task<BrokenLine> CutAfterAsync(IPage page, string store, int arrive)
    {
        var line = new BrokenLine(arrive);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath.StartsWith("/api/", StringComparison.Ordinal) && request.PostData is { } body)
                line.Bodies.Add(body);
        };
        await page.RouteAsync(store, route => line.CarryAsync(route));
        return line;
    }

    public void Mend() => Volatile.Write(ref left, int.MaxValue / 2);

    private Task CarryAsync(IRoute route)
    {
        if (route.Request.Method != "PUT")
            return route.ContinueAsync();
        if (Interlocked.Decrement(ref left) < 0)
            return route.AbortAsync("internetdisconnected");
        Sent.AddOrUpdate(new Uri(route.Request.Url).AbsolutePath, 1, (_, count) => count + 1);
        return route.ContinueAsync();
    }
}
