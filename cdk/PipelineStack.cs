using Amazon.CDK;
using Constructs;

namespace FirstRead.Cdk;

/// <summary>
/// The whole pipeline: one construct a concern. One stack, because a bucket that notifies a function which writes to a table that
/// feeds another function cannot be cut in two without a cycle or a custom resource.
/// </summary>
public sealed class PipelineStack : Stack
{
    public PipelineStack(Construct scope, string id, DeploymentSettings settings, string? webAclArn, IStackProps props) : base(scope, id, props)
    {
        var keys = new Encryption(this, settings);
        var storage = new Storage(this, settings, keys);
        var secrets = new Secrets(this, keys);
        var alerts = new Alerts(this, settings, keys);
        var inference = new Inference(this, settings, new Network(this, settings, storage), keys);
        var identity = new Identity(this, settings);
        var portal = new Portal(this, settings, storage, keys, identity, secrets, webAclArn);
        var access = new Access(settings, storage, keys, alerts, inference);
        var functions = new Functions(this, settings, keys, new FunctionEnvironments(settings, alerts, inference, identity, portal), access);

        secrets.RotateBy(functions.RotateSecret);
        portal.Route(functions, identity);
        new EventSources(this, settings, storage, functions);
        var trail = new AccessTrail(this, settings, storage, keys);
        var metrics = new Metrics(this, functions, inference);
        new Operations(this, alerts, functions, metrics, trail, portal, new TextMessages(this, settings, keys));
        new OperationsDashboard(this, functions, metrics, trail, portal);
        new Spending(this, settings, alerts);
        if (settings.Profile.BackupPlan)
            new Backups(this, storage, keys);
    }
}
