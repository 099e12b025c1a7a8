#nullable enable
using System.Net;
using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace FirstRead.StandIns.AwsWire;

/// <summary>Writes a request as a form (smithy.io, "AWS Query protocol").</summary>
internal sealed class QueryMarshaller(ServiceDescription service, string operation, IEnumerable<(string Name, string Value)> form)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        (string, string)[] head = [("Action", operation), ("Version", ((WireProtocol.Query)service.Protocol).Version)];
        request.Content = Encoding.UTF8.GetBytes(string.Join('&', head.Concat(form).Select(Pair)));
        return request;
    }

    private static string Pair((string Name, string Value) field) => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}";
}

internal sealed class QueryUnmarshaller<TResponse>(Func<XElement, TResponse> read, Func<ServiceError, AmazonServiceException> fail)
    : XmlResponseUnmarshaller where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context) => read(XElement.Load(context.Stream));

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
        return fail(new ServiceError(error.Message ?? "", innerException, error.Type, error.Code ?? "", error.RequestId, statusCode));
    }
}
