using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Iam;

/// <summary>The template's roles with all that is attached to them.</summary>
public static class StackRoles
{
    private static readonly string[] PolicyTypes = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"];

    public static IReadOnlyDictionary<string, Principal> Of(StackTemplate template) => template.OfType("AWS::IAM::Role").ToDictionary(PhysicalNames.Name, role => new Principal(
        PhysicalNames.Name(role), AccessKey.Account,
        [
            .. role.Items("Policies").SelectMany(policy => PolicyStatement.ReadAll(policy["PolicyDocument"])),
            .. from type in PolicyTypes
               from policy in template.OfType(type)
               where policy.Items("Roles").Any(name => name.ToString() == PhysicalNames.Name(role))
               from statement in PolicyStatement.ReadAll(policy["PolicyDocument"])
               select statement,
        ]));
}
