using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class UpdateSecretVersionStageRequest : AmazonWebServiceRequest
{
    public string MoveToVersionId { get; set; }

    public string RemoveFromVersionId { get; set; }

    /// <summary>Name or ARN.</summary>
    public string SecretId { get; set; }

    public string VersionStage { get; set; }
}

public class UpdateSecretVersionStageResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }
}
