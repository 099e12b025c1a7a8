using System.Text.Json.Nodes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Template;

/// <summary>CloudFormation's references (User Guide, "Intrinsic function reference"): Ref, Fn::GetAtt, Fn::Join, Fn::Split, Fn::Select.</summary>
internal static class Intrinsics
{
    /// <exception cref="NotSupportedException">It uses a function that is not known here.</exception>
    public static JsonNode? Resolve(JsonNode? node, StackTemplate template) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item, template))]),
        JsonObject { Count: 1 } call when call.First() is { Value: { } argument } and var (name, _) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)) => Call(name, argument, template),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value, template)))),
        _ => node?.DeepClone(),
    };

    private static JsonNode Call(string name, JsonNode argument, StackTemplate template) => name switch
    {
        "Ref" => (string)argument! switch
        {
            "AWS::Partition" => "aws",
            "AWS::AccountId" => AccessKey.Account,
            "AWS::Region" => StackTemplate.Region,
            "AWS::URLSuffix" => "amazonaws.com",
            var id => template.Find(id) is { } resource ? PhysicalNames.Reference(resource) : id,
        },
        "Fn::GetAtt" => PhysicalNames.Attribute((string)argument[0]!, template.Find((string)argument[0]!), (string)argument[1]!),
        "Fn::Join" => string.Join((string)argument[0]!, argument[1]!.AsArray().Select(part => Resolve(part, template)!.ToString())),
        "Fn::Split" => new JsonArray([.. Resolve(argument[1], template)!.ToString().Split((string)argument[0]!).Select(part => (JsonNode?)part)]),
        "Fn::Select" => ItemOf(Resolve(argument[1], template)!.AsArray(), (int)argument[0]!),
        _ => throw new NotSupportedException($"The local cloud does not resolve {name}."),
    };

    /// <summary>What is not there is empty: an attribute of what the template's part lacks has no parts of its own.</summary>
    private static JsonNode ItemOf(JsonArray list, int index) => index < list.Count ? list[index]!.DeepClone() : "";
}
