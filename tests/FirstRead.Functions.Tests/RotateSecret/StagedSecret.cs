using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace FirstRead.Functions.Tests.RotateSecret;

/// <summary>One secret with Secrets Manager's rules for versions and labels: a label is on one version, one without labels is lost.</summary>
internal sealed class StagedSecret(string name, string initial)
    : AmazonSecretsManagerClient(new BasicAWSCredentials("id", "secret"), new AmazonSecretsManagerConfig { ServiceURL = "http://localhost" })
{
    private readonly Dictionary<string, string?> values = new() { ["first"] = initial };
    private Dictionary<string, string> versionOfStage = new() { ["AWSCURRENT"] = "first" };

    public bool RotationEnabled { get; set; } = true;

    public int Puts { get; private set; }

    public string Current => values[versionOfStage["AWSCURRENT"]]!;

    public string? Pending => versionOfStage.TryGetValue("AWSPENDING", out var version) ? values[version] : null;

    /// <summary>What Secrets Manager does before it calls the first step: a version without a value.</summary>
    public void Begin(string token)
    {
        values[token] = null;
        versionOfStage["AWSPENDING"] = token;
    }

    public override Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new DescribeSecretResponse
        {
            Name = name,
            RotationEnabled = RotationEnabled,
            VersionIdsToStages = versionOfStage.GroupBy(stage => stage.Value).ToDictionary(group => group.Key, group => group.Select(stage => stage.Key).ToList()),
        });

    public override Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default)
    {
        var stage = request.VersionStage ?? "AWSCURRENT";
        var version = request.VersionId ?? versionOfStage.GetValueOrDefault(stage);
        var value = version is not null && versionOfStage.GetValueOrDefault(stage) == version ? values[version] : null;
        return value is null
            ? throw new ResourceNotFoundException("no value", null, ErrorType.Sender, "ResourceNotFoundException", "r", System.Net.HttpStatusCode.BadRequest)
            : Task.FromResult(new GetSecretValueResponse { SecretString = value, VersionId = version });
    }

    public override Task<PutSecretValueResponse> PutSecretValueAsync(PutSecretValueRequest request, CancellationToken cancellationToken = default)
    {
        Puts++;
        values[request.ClientRequestToken] = request.SecretString;
        foreach (var stage in request.VersionStages)
            versionOfStage[stage] = request.ClientRequestToken;
        return Task.FromResult(new PutSecretValueResponse());
    }

    public override Task<UpdateSecretVersionStageResponse> UpdateSecretVersionStageAsync(UpdateSecretVersionStageRequest request, CancellationToken cancellationToken = default)
    {
        Assert.That(request.RemoveFromVersionId, Is.EqualTo(versionOfStage[request.VersionStage]));
        versionOfStage[request.VersionStage] = request.MoveToVersionId;
        foreach (var lost in values.Keys.Except(versionOfStage.Values).ToList())
            values.Remove(lost);
        return Task.FromResult(new UpdateSecretVersionStageResponse());
    }
}
