namespace FirstRead.Local.Template;

/// <summary>The container's task as the template declares it.</summary>
/// <param name="Arn">With its revision.</param>
/// <param name="Role">Name of the role that the program runs under.</param>
/// <param name="PassedRoles">ARNs of the roles that whoever starts it hands on.</param>
public sealed record StackTask(string Family, string Arn, string Role, IReadOnlyList<string> PassedRoles, IReadOnlyDictionary<string, string> Environment)
{
    public static StackTask Of(StackTemplate template, string family)
    {
        var task = template.OfType("AWS::ECS::TaskDefinition").Single(task => task.Text("Family") == family);
        var container = task.Items("ContainerDefinitions").Single();
        return new StackTask(
            family, PhysicalNames.Arn(task), task.Text("TaskRoleArn").Split('/')[^1], [task.Text("TaskRoleArn"), task.Text("ExecutionRoleArn")],
            container[nameof(Environment)]!.AsArray().ToDictionary(variable => (string)variable!["Name"]!, variable => (string)variable!["Value"]!));
    }
}
