using System.Security.Cryptography;

namespace FirstRead.Aws.DynamoDb;

/// <summary>
/// The pause of a writer that lost a race, before it tries again: anything from nothing to a limit that doubles with each
/// loss, so that many writers do not meet again at the same moment (Amazon Builders' Library, "Timeouts, retries and backoff
/// with jitter").
/// </summary>
internal static class StepAside
{
    private const int FirstMs = 10;
    private const int Doublings = 5;

    /// <param name="losses">Races lost before this one.</param>
    /// <param name="cancel">Ends the pause.</param>
    public static Task AfterAsync(int losses, CancellationToken cancel) =>
        Task.Delay(RandomNumberGenerator.GetInt32(FirstMs << Math.Min(losses, Doublings)), cancel);
}
