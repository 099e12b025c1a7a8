using FirstRead.Local.Wire;

namespace FirstRead.Local.Template;

/// <summary>What a reference to a resource stands for. A resource without a name of its own is known by its logical id.</summary>
public static class PhysicalNames
{
    public static string Reference(StackResource resource) => resource.Type switch
    {
        "AWS::SNS::Topic" or "AWS::SecretsManager::Secret" or "AWS::ECS::TaskDefinition" or "AWS::IAM::ManagedPolicy" => Arn(resource),
        _ => Name(resource),
    };

    /// <param name="resource">Null where the template's part that is kept has none.</param>
    public static string Attribute(string id, StackResource? resource, string attribute) => (resource, attribute) switch
    {
        (not null, "Arn" or "TopicArn") => Arn(resource),
        (not null, "StreamArn") => $"{Arn(resource)}/stream/local",
        _ => $"{id}.{attribute}",
    };

    public static string Name(StackResource resource) => resource.Type switch
    {
        "AWS::S3::Bucket" => resource.OptionalText("BucketName"),
        "AWS::DynamoDB::Table" => resource.OptionalText("TableName"),
        "AWS::Lambda::Function" => resource.OptionalText("FunctionName"),
        "AWS::IAM::Role" => resource.OptionalText("RoleName"),
        "AWS::IAM::ManagedPolicy" => resource.OptionalText("ManagedPolicyName"),
        "AWS::SNS::Topic" => resource.OptionalText("TopicName"),
        "AWS::SecretsManager::Secret" => resource.OptionalText("Name"),
        "AWS::ECS::Cluster" => resource.OptionalText("ClusterName"),
        "AWS::ECS::TaskDefinition" => resource.OptionalText("Family"),
        "AWS::Events::Rule" => resource.OptionalText("Name"),
        _ => null,
    } ?? resource.Id;

    public static string Arn(StackResource resource) => resource.Type switch
    {
        "AWS::S3::Bucket" => $"arn:aws:s3:::{Name(resource)}",
        "AWS::DynamoDB::Table" => Arn("dynamodb", $"table/{Name(resource)}"),
        "AWS::Lambda::Function" => Arn("lambda", $"function:{Name(resource)}"),
        "AWS::IAM::Role" => $"arn:aws:iam::{AccessKey.Account}:role/{Name(resource)}",
        "AWS::IAM::ManagedPolicy" => $"arn:aws:iam::{AccessKey.Account}:policy/{Name(resource)}",
        "AWS::KMS::Key" => Arn("kms", $"key/{resource.Id}"),
        "AWS::SNS::Topic" => Arn("sns", Name(resource)),
        "AWS::SecretsManager::Secret" => Secret(Name(resource)),
        "AWS::ECS::Cluster" => Arn("ecs", $"cluster/{Name(resource)}"),
        "AWS::ECS::TaskDefinition" => Arn("ecs", $"task-definition/{Name(resource)}:1"),
        "AWS::Events::Rule" => Arn("events", $"rule/{Name(resource)}"),
        "AWS::CloudFront::Distribution" => $"arn:aws:cloudfront::{AccessKey.Account}:distribution/{resource.Id}",
        _ => $"{resource.Id}.Arn",
    };

    /// <summary>Secrets Manager appends a hyphen and six characters to a name.</summary>
    public static string Secret(string name) => Arn("secretsmanager", $"secret:{name}-Local0");

    public static string Arn(string service, string resource) => $"arn:aws:{service}:{StackTemplate.Region}:{AccessKey.Account}:{resource}";
}
