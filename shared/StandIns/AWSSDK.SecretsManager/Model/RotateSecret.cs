using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class RotateSecretRequest : AmazonWebServiceRequest
{
    /// <summary>Name or ARN.</summary>
    public string SecretId { get; set; }

    /// <summary>Id of the version to be made: 32 to 64 characters.</summary>
    public string ClientRequestToken { get; set; }
}

public class RotateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public string VersionId { get; set; }
}
