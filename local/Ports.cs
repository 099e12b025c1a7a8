using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace FirstRead.Local;

/// <summary>Ports of the services, all known before the first starts: several need each other's address.</summary>
/// <param name="DynamoDbStore">Of DynamoDB Local itself, which stands behind ours.</param>
public sealed record Ports(
    int Gateway, int S3, int DynamoDb, int Sns, int SecretsManager, int Ecs, int Issuer, int Lambda, int Uploads, int Api, int Reidentify, int DynamoDbStore)
{
    private const int Count = 12;

    // Below Linux's ephemeral range, so that no outgoing connection takes one before its service does.
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <param name="first">The first of consecutive ones, or 0 for free ones.</param>
    public static Ports From(int first)
    {
        var ports = first == 0 ? Free() : [.. Enumerable.Range(first, Count)];
        return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7], ports[8], ports[9], ports[10], ports[11]);
    }

    private static List<int> Free()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        var start = RandomNumberGenerator.GetInt32(First, Last - Count);
        return [.. Enumerable.Range(start, Last - start).Concat(Enumerable.Range(First, start - First)).Where(port => !taken.Contains(port) && Binds(port)).Take(Count)];
    }

    private static bool Binds(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
