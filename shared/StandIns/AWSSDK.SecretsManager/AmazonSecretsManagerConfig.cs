using FirstRead.StandIns.AwsWire;

namespace Amazon.SecretsManager;

public class AmazonSecretsManagerConfig() : WireClientConfig(
    new ServiceDescription("Secrets Manager", "secretsmanager", "secretsmanager", new WireProtocol.Json("secretsmanager", "1.1")));
