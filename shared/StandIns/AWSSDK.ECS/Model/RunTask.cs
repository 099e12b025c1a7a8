using Amazon.Runtime;

namespace Amazon.ECS.Model;

public class RunTaskRequest : AmazonWebServiceRequest
{
    /// <summary>Not together with LaunchType.</summary>
    public List<CapacityProviderStrategyItem> CapacityProviderStrategy { get; set; }

    /// <summary>At most 64 characters; the same token answers with the same task for 24 hours.</summary>
    public string ClientToken { get; set; }

    public string Cluster { get; set; }

    public int? Count { get; set; }

    public string Group { get; set; }

    public LaunchType LaunchType { get; set; }

    public NetworkConfiguration NetworkConfiguration { get; set; }

    public TaskOverride Overrides { get; set; }

    public PropagateTags PropagateTags { get; set; }

    public string StartedBy { get; set; }

    public string TaskDefinition { get; set; }
}

public class RunTaskResponse : AmazonWebServiceResponse
{
    /// <summary>Why tasks were not placed: this is not an exception.</summary>
    public List<Failure> Failures { get; set; }

    public List<Task> Tasks { get; set; }
}
