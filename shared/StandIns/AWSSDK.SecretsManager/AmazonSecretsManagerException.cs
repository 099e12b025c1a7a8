using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>Any refusal by the service.</summary>
public class AmazonSecretsManagerException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
