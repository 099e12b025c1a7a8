using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class DescribeSecretRequest : AmazonWebServiceRequest
{
    /// <summary>Name or ARN.</summary>
    public string SecretId { get; set; }
}

public class DescribeSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public bool? RotationEnabled { get; set; }

    public DateTime? LastRotatedDate { get; set; }

    /// <summary>Versions without a stage are not listed and may be deleted.</summary>
    public Dictionary<string, List<string>> VersionIdsToStages { get; set; }
}
