using FirstRead.StandIns.AwsWire;

namespace Amazon.ECS;

public class AmazonECSConfig() : WireClientConfig(
    new ServiceDescription("ECS", "ecs", "ecs", new WireProtocol.Json("AmazonEC2ContainerServiceV20141113", "1.1")));
