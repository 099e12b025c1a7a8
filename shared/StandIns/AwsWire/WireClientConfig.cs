#nullable enable
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace FirstRead.StandIns.AwsWire;

/// <summary>
/// A client's settings: region, credentials, retries and AWS_ENDPOINT_URL come from AWSSDK.Core; only the endpoint's name is ours.
/// </summary>
public abstract class WireClientConfig : ClientConfig
{
    private protected WireClientConfig(ServiceDescription service) : base(new StandardDefaults())
    {
        Service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new Provider(this);
    }

    internal ServiceDescription Service { get; }

    public override string RegionEndpointServiceName => Service.EndpointPrefix;

    public override string ServiceVersion => "";

    public override string UserAgent => "firstread-standin/1";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => Resolve();

    private Endpoint Resolve() =>
        new(ServiceURL ?? $"https://{Service.EndpointPrefix}.{RegionEndpoint.SystemName}.{RegionEndpoint.PartitionDnsSuffix}");

    private sealed class Provider(WireClientConfig config) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters) => config.Resolve();
    }

    /// <summary>The SDK's "standard" mode; the tables of the other modes live in the service packages.</summary>
    private sealed class StandardDefaults : IDefaultConfigurationProvider, IDefaultConfiguration
    {
        public DefaultConfigurationMode Name => DefaultConfigurationMode.Standard;

        public RequestRetryMode RetryMode => RequestRetryMode.Standard;

        public S3UsEast1RegionalEndpointValue S3UsEast1RegionalEndpoint => S3UsEast1RegionalEndpointValue.Regional;

        public TimeSpan? ConnectTimeout => TimeSpan.FromSeconds(3.1);

        public TimeSpan? TlsNegotiationTimeout => TimeSpan.FromSeconds(3.1);

        public TimeSpan? TimeToFirstByteTimeout => null;

        public TimeSpan? HttpRequestTimeout => null;

        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode) => this;
    }
}
