using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SecretsManager;
using FirstRead.Core;
using FirstRead.Core.Settings;
using FirstRead.Functions.RotateSecret;

var settings = RotationSettings.Read(EnvironmentReader.OfProcess);
using var secrets = new AmazonSecretsManagerClient();
var rotation = new KeyringRotation(secrets, new SystemRandomSource(), settings);
using var bootstrap = LambdaBootstrapBuilder
    .Create<RotationEvent>(step => rotation.HandleAsync(step, CancellationToken.None), new SourceGeneratorLambdaJsonSerializer<RotationJson>())
    .Build();
await bootstrap.RunAsync();
