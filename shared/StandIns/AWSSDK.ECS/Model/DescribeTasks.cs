using Amazon.Runtime;

namespace Amazon.ECS.Model;

public class DescribeTasksRequest : AmazonWebServiceRequest
{
    public string Cluster { get; set; }

    /// <summary>At most 100 ids or ARNs.</summary>
    public List<string> Tasks { get; set; }
}

public class DescribeTasksResponse : AmazonWebServiceResponse
{
    public List<Failure> Failures { get; set; }

    public List<Task> Tasks { get; set; }
}
