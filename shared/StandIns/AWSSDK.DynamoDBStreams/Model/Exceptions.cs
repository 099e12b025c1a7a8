using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

public class ExpiredIteratorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class InternalServerErrorException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class LimitExceededException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ResourceNotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class TrimmedDataAccessException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode);
