using System.Net;

namespace FirstRead.Testing;

/// <summary>Where a test may listen.</summary>
public static class LoopbackAddress
{
    /// <summary>Host and port, free a moment ago.</summary>
    public static string Free()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }
}
