using System.Text.Json.Serialization;

namespace FirstRead.Functions.RotateSecret;

/// <summary>
/// One step of a rotation, as Secrets Manager sends it (AWS Secrets Manager User Guide, "Lambda rotation functions").
/// </summary>
/// <param name="Step">createSecret, setSecret, testSecret or finishSecret.</param>
/// <param name="SecretId">ARN.</param>
/// <param name="ClientRequestToken">Id of the version that is to become current.</param>
public sealed record RotationEvent(string Step, string SecretId, string ClientRequestToken);

[JsonSerializable(typeof(RotationEvent))]
public sealed partial class RotationJson : JsonSerializerContext;
