#nullable enable
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace FirstRead.StandIns.AwsWire;

/// <summary>Writes a request whose operation is its path (smithy.io, "AWS restJson1 protocol"), with a body of bytes.</summary>
/// <param name="path">Percent-encoded.</param>
internal sealed class RestMarshaller(ServiceDescription service, string method, string path, IEnumerable<(string Name, string Value)> headers, byte[] body)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.ServiceId) { HttpMethod = method, ResourcePath = path, Content = body };
        request.Headers["Content-Type"] = "application/json";
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        return request;
    }
}

/// <param name="read">Given the answer's status and headers; its body is not read.</param>
internal sealed class RestUnmarshaller<TResponse>(Func<HttpStatusCode, Func<string, string?>, TResponse> read, Func<ServiceError, AmazonServiceException> fail)
    : JsonResponseUnmarshaller where TResponse : AmazonWebServiceResponse
{
    private const string ErrorType = "x-amzn-ErrorType";

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        read(context.ResponseData.StatusCode, name => context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null);

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var code = context.ResponseData.IsHeaderPresent(ErrorType) ? context.ResponseData.GetHeaderValue(ErrorType).Split(':')[0] : "";
        var kind = (int)statusCode < 500 ? Amazon.Runtime.ErrorType.Sender : Amazon.Runtime.ErrorType.Receiver;
        return fail(new ServiceError(MessageOf(context.Stream), innerException, kind, code, context.ResponseData.GetHeaderValue("x-amzn-RequestId"), statusCode));
    }

    private static string MessageOf(Stream body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var property in document.RootElement.EnumerateObject())
                if (property.Name is "message" or "Message" && property.Value.ValueKind == JsonValueKind.String)
                    return property.Value.GetString()!;
            return "";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "The service's error could not be read.";
        }
    }
}
