#nullable enable
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace FirstRead.StandIns.AwsWire;

/// <summary>Writes a request in AWS JSON 1.0 or 1.1 (smithy.io, "AWS JSON protocols").</summary>
internal sealed class JsonMarshaller<TRequest>(ServiceDescription service, string operation, JsonTypeInfo<TRequest> type)
    : IMarshaller<IRequest, AmazonWebServiceRequest> where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var protocol = (WireProtocol.Json)service.Protocol;
        var request = new DefaultRequest(input, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["X-Amz-Target"] = $"{protocol.TargetPrefix}.{operation}";
        request.Headers["Content-Type"] = $"application/x-amz-json-{protocol.Version}";
        request.Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, type);
        return request;
    }
}

internal sealed class JsonUnmarshaller<TResponse>(JsonTypeInfo<TResponse> type, Func<ServiceError, AmazonServiceException> fail)
    : JsonResponseUnmarshaller where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        JsonSerializer.Deserialize(context.Stream, type) ?? throw new JsonException($"The service answered null instead of a {typeof(TResponse).Name}.");

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message) = Read(context.Stream);
        var kind = (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver;
        return fail(new ServiceError(message, innerException, kind, code, context.ResponseData.GetHeaderValue("x-amzn-RequestId"), statusCode));
    }

    /// <summary>The code stands in <c>__type</c> or <c>code</c>, perhaps after a namespace and <c>#</c> or before a colon.</summary>
    private static (string Code, string Message) Read(Stream body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var (code, message) = ("", "");
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.String)
                    continue;
                if (property.Name is "__type" or "code")
                    code = property.Value.GetString()!.Split('#')[^1].Split(':')[0];
                else if (property.Name is "message" or "Message")
                    message = property.Value.GetString()!;
            }
            return (code, message);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A proxy's page, or nothing at all: the status still says whether to try again.
            return ("", "The service's error could not be read.");
        }
    }
}
