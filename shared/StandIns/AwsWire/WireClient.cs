#nullable enable
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace FirstRead.StandIns.AwsWire;

/// <summary>
/// An AWS client without generated code: the SDK's own pipeline signs, retries and finds credentials; this class tells it where to
/// send a request and how to sign it.
/// </summary>
public abstract class WireClient : AmazonServiceClient
{
    private readonly ServiceDescription service;

    private protected WireClient(WireClientConfig config) : base(config) => service = config.Service;

    private protected WireClient(AWSCredentials credentials, WireClientConfig config) : base(credentials, config) => service = config.Service;

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    /// <summary>Makes the service's typed exception.</summary>
    private protected abstract AmazonServiceException Fail(ServiceError error);

    private protected Task<TResponse> CallJsonAsync<TRequest, TResponse>(
        string operation, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType, CancellationToken cancel)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(request, new InvokeOptions
        {
            RequestMarshaller = new JsonMarshaller<TRequest>(service, operation, requestType),
            ResponseUnmarshaller = new JsonUnmarshaller<TResponse>(responseType, Fail),
        }, cancel);

    private protected Task<TResponse> CallQueryAsync<TResponse>(
        string operation, AmazonWebServiceRequest request, IEnumerable<(string Name, string Value)> form,
        Func<System.Xml.Linq.XElement, TResponse> read, CancellationToken cancel)
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(request, new InvokeOptions
        {
            RequestMarshaller = new QueryMarshaller(service, operation, form),
            ResponseUnmarshaller = new QueryUnmarshaller<TResponse>(read, Fail),
        }, cancel);

    private protected Task<TResponse> CallRestAsync<TResponse>(
        AmazonWebServiceRequest request, string method, string path, IEnumerable<(string Name, string Value)> headers, byte[] body,
        Func<System.Net.HttpStatusCode, Func<string, string?>, TResponse> read, CancellationToken cancel)
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(request, new InvokeOptions
        {
            RequestMarshaller = new RestMarshaller(service, method, path, headers, body),
            ResponseUnmarshaller = new RestUnmarshaller<TResponse>(read, Fail),
        }, cancel);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureHandler());
    }

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => "StandIn";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }

    private sealed class EndpointHandler : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();

        protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
            InjectHostPrefix(executionContext.RequestContext);
    }

    private sealed class SignatureHandler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            [new AuthSchemeOption { SchemeId = "aws.auth#sigv4" }];
    }
}
