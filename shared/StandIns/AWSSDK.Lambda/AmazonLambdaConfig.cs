using FirstRead.StandIns.AwsWire;

namespace Amazon.Lambda;

public class AmazonLambdaConfig() : WireClientConfig(
    new ServiceDescription("Lambda", "lambda", "lambda", new WireProtocol.Rest()));
