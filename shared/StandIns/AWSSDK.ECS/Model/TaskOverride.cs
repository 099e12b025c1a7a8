namespace Amazon.ECS.Model;

public class TaskOverride
{
    public List<ContainerOverride> ContainerOverrides { get; set; }
}

public class ContainerOverride
{
    public List<string> Command { get; set; }

    public List<KeyValuePair> Environment { get; set; }

    public string Name { get; set; }
}

public class KeyValuePair
{
    public string Name { get; set; }

    public string Value { get; set; }
}
