#nullable enable
using System.Net;
using Amazon.Runtime;

namespace FirstRead.StandIns.AwsWire;

/// <summary>A refusal as the service sent it: what an exception is made of.</summary>
/// <param name="Code">The bare name of the error, without namespace or suffix.</param>
internal sealed record ServiceError(string Message, Exception? Inner, ErrorType Type, string Code, string? RequestId, HttpStatusCode Status);
