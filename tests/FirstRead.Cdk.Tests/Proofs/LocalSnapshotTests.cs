using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Cdk.Tests.Proofs;

/// <summary>
/// The local cloud plays local/Template/student.template.json: of the student's template the resources that it knows, whole but for code.
/// Committed, for a synthesis takes longer than the start of a local cloud; held here against a synthesis of now.
/// </summary>
public sealed class LocalSnapshotTests
{
    private const string Update = "FIRSTREAD_UPDATE_DOCS";

    private static readonly string[] Played =
    [
        "AWS::CloudFront::Distribution", "AWS::DynamoDB::Table", "AWS::ECS::Cluster", "AWS::ECS::TaskDefinition", "AWS::Events::Rule", "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role",
        "AWS::KMS::Key", "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function", "AWS::Lambda::Permission", "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
        "AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SecretsManager::Secret",
    ];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static string PathOfFile => Path.Combine(RepositoryFolders.Root, "local", "Template", "student.template.json");

    [Test]
    public void LocalCloud_Template_IsWhatSynthesizes()
    {
        var synthesized = Of(Template.Default).ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(PathOfFile, synthesized);

        Assert.That(File.Exists(PathOfFile) ? File.ReadAllText(PathOfFile) : "", Is.EqualTo(synthesized), $"The local cloud would play what does not deploy: {Update}=1 writes local/Template/student.template.json anew.");
    }

    private static JsonObject Of(Template template) => new()
    {
        ["Resources"] = new JsonObject(template.All.Where(resource => Played.Contains(resource.Type)).OrderBy(resource => resource.Id, StringComparer.Ordinal).Select(resource => KeyValuePair.Create(resource.Id, (JsonNode?)new JsonObject
        {
            ["Type"] = resource.Type,
            ["Properties"] = new JsonObject(resource.Properties.Where(property => property.Key is not ("Code" or "Tags" or "AssumeRolePolicyDocument")).Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))),
        }))),
    };
}
