using System.Text.Json.Nodes;
using FirstRead.Core.Settings;

namespace FirstRead.Local.Template;

/// <summary>A function as the template declares it.</summary>
/// <param name="Role">Name of the role that it runs under.</param>
/// <param name="Environment">Its variables, references resolved.</param>
public sealed record StackFunction(string Name, string Arn, string Role, TimeSpan Timeout, int MemoryMegabytes, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Behind the adapter: it answers requests, where the others take events.</summary>
    public bool AnswersRequests => Environment.ContainsKey("AWS_LWA_PORT");

    /// <summary>Its folder under functions/: <c>firstread-rotate-secret</c> is built from <c>RotateSecret</c>.</summary>
    public string Project => string.Concat(Name[(ResourceNames.Prefix.Length + 1)..].Split('-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    public static IReadOnlyList<StackFunction> All(StackTemplate template) => [.. template.OfType("AWS::Lambda::Function").Select(function => new StackFunction(
        function.Text("FunctionName"), PhysicalNames.Arn(function), function.Text("Role").Split('/')[^1],
        TimeSpan.FromSeconds(function.Number("Timeout")), function.Number("MemorySize"), Variables(function["Environment"]?["Variables"])))];

    private static Dictionary<string, string> Variables(JsonNode? variables) => variables?.AsObject().ToDictionary(variable => variable.Key, variable => variable.Value!.ToString()) ?? [];
}
