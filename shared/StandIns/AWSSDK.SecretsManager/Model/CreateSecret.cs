using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class CreateSecretRequest : AmazonWebServiceRequest
{
    /// <summary>Becomes the version id; made by the client when null.</summary>
    public string ClientRequestToken { get; set; }

    public string Description { get; set; }

    public string KmsKeyId { get; set; }

    public string Name { get; set; }

    public string SecretString { get; set; }
}

public class CreateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public string VersionId { get; set; }
}
