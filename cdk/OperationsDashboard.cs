using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>One page: how far studies come, what waits, what fails, what it costs.</summary>
public sealed class OperationsDashboard : Construct
{
    private const double Whole = 24;
    private const double Half = 12;
    private const double Quarter = 6;

    public OperationsDashboard(Construct scope, Functions functions, Metrics metrics, AccessTrail trail, Portal portal) : base(scope, "Dashboard")
    {
        new Dashboard(this, "Page", new DashboardProps
        {
            DashboardName = ResourceNames.Prefix,
            DefaultInterval = Duration.Days(1),
            Widgets =
            [
                [Number("The walk of a day's studies", metrics.Announced, metrics.Settled, metrics.Held, metrics.Analysed, metrics.Alerted, metrics.Acknowledged, metrics.Signed)],
                [
                    Graph("Longest wait, seconds", Half, metrics.OldestWaiting),
                    Graph("Waiting studies", Half, metrics.Waiting),
                ],
                [
                    Graph("Functions that fail", Half, [.. functions.All.Select(function => function.MetricErrors(new MetricOptions { Statistic = "Sum", Label = function.Node.Id }))]),
                    Graph("Analyses that fail", Quarter, metrics.Failed),
                    Graph("API errors; PHI read by strangers", Quarter, portal.MetricServerErrors(new MetricOptions { Statistic = "Sum" }), trail.ReadsByOthers),
                ],
                [
                    Graph("Task minutes of the day", Quarter, metrics.TaskMinutes),
                    Graph("Function time, ms", Quarter, [.. functions.All.Select(function => function.MetricDuration(new MetricOptions { Statistic = "p95", Label = function.Node.Id }))]),
                    Graph("The month's bill so far, USD", Half, Bill),
                ],
            ],
        });
    }

    /// <summary>Of the whole account; comes in us-east-1 alone, and only where billing alerts are switched on (docs/deploy.md).</summary>
    private static Metric Bill => new(new MetricProps
    {
        Namespace = "AWS/Billing",
        MetricName = "EstimatedCharges",
        DimensionsMap = new Dictionary<string, string> { ["Currency"] = "USD" },
        Statistic = "Maximum",
        Period = Duration.Hours(6),
        Region = "us-east-1",
    });

    private static SingleValueWidget Number(string title, params Metric[] metrics) => new(new SingleValueWidgetProps
    {
        Title = title,
        Width = Whole,
        Metrics = [.. metrics.Select(metric => metric.With(new MetricOptions { Period = Duration.Days(1) }))],
    });

    private static GraphWidget Graph(string title, double width, params Metric[] metrics) => new(new GraphWidgetProps { Title = title, Width = width, Left = metrics });
}
