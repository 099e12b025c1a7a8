using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class PutSecretValueRequest : AmazonWebServiceRequest
{
    /// <summary>Becomes the version id; made by the client when null. Put twice with the same value, nothing happens the second time.</summary>
    public string ClientRequestToken { get; set; }

    /// <summary>Name or ARN.</summary>
    public string SecretId { get; set; }

    public string SecretString { get; set; }

    /// <summary>AWSCURRENT when null.</summary>
    public List<string> VersionStages { get; set; }
}

public class PutSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public string VersionId { get; set; }

    public List<string> VersionStages { get; set; }
}
