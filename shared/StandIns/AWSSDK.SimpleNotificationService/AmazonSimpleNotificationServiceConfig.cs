using FirstRead.StandIns.AwsWire;

namespace Amazon.SimpleNotificationService;

public class AmazonSimpleNotificationServiceConfig() : WireClientConfig(
    new ServiceDescription("SNS", "sns", "sns", new WireProtocol.Query("2010-03-31")));
