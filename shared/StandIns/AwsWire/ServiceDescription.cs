#nullable enable
namespace FirstRead.StandIns.AwsWire;

/// <summary>What tells one AWS service from another on the wire.</summary>
/// <param name="ServiceId">As in the service's model; AWS_ENDPOINT_URL_&lt;SERVICE_ID&gt; is derived from it.</param>
/// <param name="EndpointPrefix">First label of the host name.</param>
/// <param name="SigningName">Service in the credential scope of Signature Version 4.</param>
internal sealed record ServiceDescription(string ServiceId, string EndpointPrefix, string SigningName, WireProtocol Protocol);

/// <summary>How an operation and its arguments are written.</summary>
internal abstract record WireProtocol
{
    /// <summary>AWS JSON: X-Amz-Target is <paramref name="TargetPrefix"/>, a dot and the operation.</summary>
    public sealed record Json(string TargetPrefix, string Version) : WireProtocol;

    /// <summary>AWS REST JSON: the path is the operation.</summary>
    public sealed record Rest : WireProtocol;

    /// <summary>AWS Query: a form with Action and Version, answered in XML.</summary>
    public sealed record Query(string Version) : WireProtocol;
}
