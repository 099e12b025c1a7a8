using System.Text.Json.Serialization;
using Amazon.Runtime;
using FirstRead.StandIns.AwsWire;

namespace Amazon.ECS;

[JsonConverter(typeof(LaunchTypeConverter))]
public class LaunchType(string value) : ConstantClass(value)
{
    public static readonly LaunchType EC2 = new("EC2");
    public static readonly LaunchType FARGATE = new("FARGATE");

    public static implicit operator LaunchType(string value) => new(value);
}

internal sealed class LaunchTypeConverter() : ConstantConverter<LaunchType>(value => new LaunchType(value));

[JsonConverter(typeof(PropagateTagsConverter))]
public class PropagateTags(string value) : ConstantClass(value)
{
    public static readonly PropagateTags SERVICE = new("SERVICE");
    public static readonly PropagateTags TASK_DEFINITION = new("TASK_DEFINITION");

    public static implicit operator PropagateTags(string value) => new(value);
}

internal sealed class PropagateTagsConverter() : ConstantConverter<PropagateTags>(value => new PropagateTags(value));

[JsonConverter(typeof(AssignPublicIpConverter))]
public class AssignPublicIp(string value) : ConstantClass(value)
{
    public static readonly AssignPublicIp DISABLED = new("DISABLED");
    public static readonly AssignPublicIp ENABLED = new("ENABLED");

    public static implicit operator AssignPublicIp(string value) => new(value);
}

internal sealed class AssignPublicIpConverter() : ConstantConverter<AssignPublicIp>(value => new AssignPublicIp(value));

[JsonConverter(typeof(TaskStopCodeConverter))]
public class TaskStopCode(string value) : ConstantClass(value)
{
    public static readonly TaskStopCode EssentialContainerExited = new("EssentialContainerExited");
    public static readonly TaskStopCode ServiceSchedulerInitiated = new("ServiceSchedulerInitiated");
    public static readonly TaskStopCode SpotInterruption = new("SpotInterruption");
    public static readonly TaskStopCode TaskFailedToStart = new("TaskFailedToStart");
    public static readonly TaskStopCode TerminationNotice = new("TerminationNotice");
    public static readonly TaskStopCode UserInitiated = new("UserInitiated");

    public static implicit operator TaskStopCode(string value) => new(value);
}

internal sealed class TaskStopCodeConverter() : ConstantConverter<TaskStopCode>(value => new TaskStopCode(value));
