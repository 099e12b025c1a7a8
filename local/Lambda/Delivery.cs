using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>An event that waits for its function, as it lies on disk: it survives every process.</summary>
/// <param name="Attempts">How often the function has failed at it.</param>
/// <param name="Origin">The object version that it tells of: an event of an object that never came to be is dropped at start.</param>
public sealed record Delivery(string RequestId, string Function, DateTimeOffset At, JsonNode Event, int Attempts = 0, DeliveryOrigin? Origin = null)
{
    public ReadOnlyMemory<byte> Payload => JsonSerializer.SerializeToUtf8Bytes(Event);
}

/// <summary>One version of one object.</summary>
public sealed record DeliveryOrigin(string Bucket, string Key, string VersionId);

/// <summary>The folder of deliveries: a file each, gone when the function has succeeded or the failures bucket has it.</summary>
public sealed class DeliverySpool
{
    private readonly string _folder;

    public DeliverySpool(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public void Save(Delivery delivery) => DurableFile.Write(PathOf(delivery), JsonSerializer.SerializeToNode(delivery)!);

    public void Remove(Delivery delivery) => File.Delete(PathOf(delivery));

    /// <summary>All that wait, oldest first.</summary>
    public IReadOnlyList<Delivery> ReadAll() =>
        [.. Directory.EnumerateFiles(_folder, "*.json").Select(path => DurableFile.Read(path).Deserialize<Delivery>()!).OrderBy(delivery => delivery.At)];

    private string PathOf(Delivery delivery) => Path.Combine(_folder, delivery.RequestId + ".json");
}
