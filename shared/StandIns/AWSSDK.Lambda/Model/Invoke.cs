using Amazon.Runtime;

namespace Amazon.Lambda.Model;

public class InvokeRequest : AmazonWebServiceRequest
{
    /// <summary>Name, or ARN.</summary>
    public string FunctionName { get; set; }

    public InvocationType InvocationType { get; set; }

    /// <summary>JSON, at most 256 KB for <see cref="InvocationType.Event"/>.</summary>
    public MemoryStream PayloadStream { get; set; }
}

public class InvokeResponse : AmazonWebServiceResponse
{
    /// <summary>Set when the function itself failed; not for <see cref="InvocationType.Event"/>.</summary>
    public string FunctionError { get; set; }

    /// <summary>202 for <see cref="InvocationType.Event"/>.</summary>
    public int? StatusCode { get; set; }
}
