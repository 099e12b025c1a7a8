using Amazon.Runtime;
using Amazon.SecretsManager.Model;
using FirstRead.StandIns.AwsWire;

namespace Amazon.SecretsManager;

/// <summary>Source: AWS Secrets Manager API reference, 2017-10-17.</summary>
public class AmazonSecretsManagerClient : WireClient, IAmazonSecretsManager
{
    private static readonly SecretsManagerJson Json = SecretsManagerJson.Default;

    public AmazonSecretsManagerClient() : this(new AmazonSecretsManagerConfig())
    {
    }

    public AmazonSecretsManagerClient(AmazonSecretsManagerConfig clientConfig) : base(clientConfig)
    {
    }

    public AmazonSecretsManagerClient(AWSCredentials credentials, AmazonSecretsManagerConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    public virtual Task<CreateSecretResponse> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken = default)
    {
        request.ClientRequestToken ??= Guid.NewGuid().ToString();
        return CallJsonAsync("CreateSecret", request, Json.CreateSecretRequest, Json.CreateSecretResponse, cancellationToken);
    }

    public virtual Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("DescribeSecret", request, Json.DescribeSecretRequest, Json.DescribeSecretResponse, cancellationToken);

    public virtual Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("GetSecretValue", request, Json.GetSecretValueRequest, Json.GetSecretValueResponse, cancellationToken);

    public virtual Task<PutSecretValueResponse> PutSecretValueAsync(PutSecretValueRequest request, CancellationToken cancellationToken = default)
    {
        request.ClientRequestToken ??= Guid.NewGuid().ToString();
        return CallJsonAsync("PutSecretValue", request, Json.PutSecretValueRequest, Json.PutSecretValueResponse, cancellationToken);
    }

    public virtual Task<RotateSecretResponse> RotateSecretAsync(RotateSecretRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync("RotateSecret", request, Json.RotateSecretRequest, Json.RotateSecretResponse, cancellationToken);

    public virtual Task<UpdateSecretVersionStageResponse> UpdateSecretVersionStageAsync(
        UpdateSecretVersionStageRequest request, CancellationToken cancellationToken = default) =>
        CallJsonAsync(
            "UpdateSecretVersionStage", request, Json.UpdateSecretVersionStageRequest, Json.UpdateSecretVersionStageResponse, cancellationToken);

    private protected override AmazonServiceException Fail(ServiceError error) => error.Code switch
    {
        "ResourceNotFoundException" => new ResourceNotFoundException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "ResourceExistsException" => new ResourceExistsException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "InvalidRequestException" => new InvalidRequestException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "InvalidParameterException" => new InvalidParameterException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        "DecryptionFailure" => new DecryptionFailureException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
        _ => new AmazonSecretsManagerException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status),
    };
}
