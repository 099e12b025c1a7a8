using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.SecretsManager;

/// <summary>Secrets Manager's JSON protocol: what functions read (GetSecretValue) and what rotation needs.</summary>
public sealed class SecretsEndpoint(SecretStore store, IRandomSource random)
{
    /// <summary>In the order in which Secrets Manager calls its function (AWS Secrets Manager User Guide, "How rotation works").</summary>
    private static readonly string[] Steps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    /// <summary>Calls the rotation function with one step's event; null says that it failed. Absent where no functions run.</summary>
    public Func<JsonObject, Task<bool>>? Rotation { get; set; }

    public IReadOnlyDictionary<string, Func<JsonObject, CancellationToken, Task<JsonObject>>> Operations => new Dictionary<string, Func<JsonObject, CancellationToken, Task<JsonObject>>>
    {
        ["GetSecretValue"] = (request, _) => Task.FromResult(Get(request)),
        ["PutSecretValue"] = (request, _) => Task.FromResult(Put(request)),
        ["DescribeSecret"] = (request, _) => Task.FromResult(Describe(request)),
        ["RotateSecret"] = (request, _) => RotateAsync(request),
        ["UpdateSecretVersionStage"] = (request, _) => Task.FromResult(Move(request)),
    };

    /// <summary>Of the secret that a request names, whether there is one or not.</summary>
    public static string ArnOf(JsonObject request) => PhysicalNames.Secret(NameIn(request));

    private JsonObject Get(JsonObject request)
    {
        var secret = Find(request);
        var (id, stage) = ((string?)request["VersionId"], (string?)request["VersionStage"]);
        var version = secret.Versions.FirstOrDefault(version =>
            !version.IsEmpty && (id is null || version.Id == id) && (id is not null && stage is null || version.Stages.Contains(stage ?? SecretVersion.Current)));
        return version is null
            ? throw new JsonServiceException("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.")
            : With(Identity(secret), version, ("SecretString", version.Value), ("CreatedDate", version.CreatedAt.ToUnixTimeSeconds()));
    }

    private JsonObject Put(JsonObject request)
    {
        var secret = Find(request);
        var token = (string?)request["ClientRequestToken"] ?? Ids.Uuid(random);
        if (token.Length is < 32 or > 64)
            throw new JsonServiceException("InvalidParameterException", "ClientRequestToken must have 32 to 64 characters.");
        var value = (string?)request["SecretString"] ?? throw new JsonServiceException("InvalidParameterException", "The local cloud takes SecretString only.");
        var stages = request["VersionStages"]?.AsArray().Select(stage => (string)stage!).ToArray() ?? [SecretVersion.Current];
        return With(Identity(secret), store.Put(secret.Name, token, value, stages));
    }

    private JsonObject Describe(JsonObject request)
    {
        var secret = Find(request);
        var answer = Identity(secret);
        answer["RotationEnabled"] = Rotation is not null;
        answer["VersionIdsToStages"] = new JsonObject(secret.Versions.Where(version => version.Stages.Count > 0)
            .Select(version => KeyValuePair.Create(version.Id, (JsonNode?)Stages(version))));
        return answer;
    }

    /// <summary>AWS answers before the steps are done; here they are done, and a step that failed is left for the next call, as there.</summary>
    private async Task<JsonObject> RotateAsync(JsonObject request)
    {
        var secret = Find(request);
        if (Rotation is null)
            throw new JsonServiceException("InvalidRequestException", "No Lambda rotation function is associated with this secret.");
        var token = (string?)request["ClientRequestToken"] ?? Ids.Uuid(random);
        store.Begin(secret.Name, token);
        var answer = Identity(secret);
        foreach (var step in Steps)
            if (!await Rotation(new JsonObject { ["Step"] = step, ["SecretId"] = (string?)answer["ARN"], ["ClientRequestToken"] = token }))
                break;
        answer["VersionId"] = token;
        return answer;
    }

    private JsonObject Move(JsonObject request)
    {
        var secret = Find(request);
        var stage = (string?)request["VersionStage"] ?? throw new JsonServiceException("InvalidParameterException", "VersionStage is missing.");
        store.MoveStage(secret.Name, stage, (string?)request["RemoveFromVersionId"], (string?)request["MoveToVersionId"]);
        return Identity(secret);
    }

    private Secret Find(JsonObject request) =>
        store.Find(NameIn(request)) ?? throw new JsonServiceException("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    private static string NameIn(JsonObject request)
    {
        var id = (string?)request["SecretId"] ?? "";
        return id.StartsWith("arn:", StringComparison.Ordinal) ? NameOf(id) : id;
    }

    /// <summary>An ARN ends in the name, a hyphen and six characters.</summary>
    private static string NameOf(string arn) => arn.Split(':', 7)[^1] is { Length: > 7 } last && last[^7] == '-' ? last[..^7] : arn.Split(':', 7)[^1];

    private static JsonObject Identity(Secret secret) => new()
    {
        ["ARN"] = PhysicalNames.Secret(secret.Name),
        ["Name"] = secret.Name,
    };

    private static JsonObject With(JsonObject answer, SecretVersion version, params (string Name, JsonNode Value)[] more)
    {
        answer["VersionId"] = version.Id;
        answer["VersionStages"] = Stages(version);
        foreach (var (name, value) in more)
            answer[name] = value;
        return answer;
    }

    private static JsonArray Stages(SecretVersion version) => [.. version.Stages.Select(stage => JsonValue.Create(stage))];
}
