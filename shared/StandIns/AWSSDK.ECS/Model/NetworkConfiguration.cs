namespace Amazon.ECS.Model;

public class NetworkConfiguration
{
    public AwsVpcConfiguration AwsvpcConfiguration { get; set; }
}

public class AwsVpcConfiguration
{
    public AssignPublicIp AssignPublicIp { get; set; }

    public List<string> SecurityGroups { get; set; }

    public List<string> Subnets { get; set; }
}

public class CapacityProviderStrategyItem
{
    public int? Base { get; set; }

    public string CapacityProvider { get; set; }

    public int? Weight { get; set; }
}
