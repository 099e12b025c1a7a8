using System.Globalization;
using FirstRead.Core.Settings;

namespace FirstRead.Cdk;

/// <summary>What differs between two deployments: context of the cdk command (<c>-c account=…</c>), with values that synthesize offline.</summary>
/// <param name="Compute"><c>cpu</c> (Fargate) or <c>gpu</c> (ECS Managed Instances).</param>
/// <param name="ImageTag">Tag of the container's image in the stack's repository; <c>-gpu</c> is appended for the GPU image.</param>
/// <param name="PixelPublicKey">PEM that belongs to the private key in <see cref="ResourceNames.PixelSigningKeySecret"/> (docs/deploy.md).</param>
/// <param name="OperatorEmail">Hears alarms and the budget; null: nobody is subscribed.</param>
public sealed record DeploymentSettings(
    string Account, string Region, string Compute, int MaxTasks, string ImageTag, string PixelPublicKey, string? OperatorEmail, int MonthlyBudgetUsd)
{
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public static DeploymentSettings Read(Func<string, string?> context) => new(
        context("account") ?? "111122223333",
        context("region") ?? "us-east-1",
        OneOf("compute", context("compute") ?? "cpu", "cpu", "gpu"),
        Number("maxTasks", context("maxTasks") ?? "4"),
        context("imageTag") ?? "latest",
        context("pixelPublicKey") ?? File.ReadAllText(Path.Combine(RepositoryFolders.Cdk, "placeholder", "pixel-public-key.pem")),
        context("operatorEmail"),
        Number("monthlyBudgetUsd", context("monthlyBudgetUsd") ?? "500"));

    /// <summary>A bucket's name is unique in the world.</summary>
    public string BucketName(string name) => $"{name}-{Account}-{Region}";

    private static string OneOf(string name, string value, params string[] allowed) =>
        allowed.Contains(value) ? value : throw new ArgumentException($"Context {name} must be one of {string.Join(", ", allowed)}.");

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000
            ? number
            : throw new ArgumentException($"Context {name} must be a whole number above zero.");
}
