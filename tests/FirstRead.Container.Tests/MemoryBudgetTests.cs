using FirstRead.Inference.Running;

namespace FirstRead.Container.Tests;

public sealed class MemoryBudgetTests
{
    private const long Megabyte = 1L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Take_MoreThanIsLeft_WaitsUntilItIsGivenBack()
    {
        using var budget = new MemoryBudget(10);
        var first = await budget.TakeAsync(5 * Megabyte, default);
        var second = budget.TakeAsync(5 * Megabyte, default);
        Assert.That(second.IsCompleted, Is.False, "six and six of ten");
        first.Dispose();
        (await second.WaitAsync(Patience)).Dispose();
    }

    [Test]
    public async Task Take_MoreThanThereIs_IsAlone()
    {
        using var budget = new MemoryBudget(10);
        var giant = await budget.TakeAsync(500 * Megabyte, default).WaitAsync(Patience);
        var small = budget.TakeAsync(0, default);
        Assert.That(small.IsCompleted, Is.False);
        giant.Dispose();
        (await small.WaitAsync(Patience)).Dispose();
    }

    [Test]
    public async Task Take_SmallBehindLarge_DoesNotPassIt()
    {
        using var budget = new MemoryBudget(10);
        var first = await budget.TakeAsync(5 * Megabyte, default);
        var large = budget.TakeAsync(8 * Megabyte, default);
        var small = budget.TakeAsync(0, default);
        Assert.That(small.IsCompleted, Is.False, "else a large one could wait for ever");
        first.Dispose();
        (await large.WaitAsync(Patience)).Dispose();
        (await small.WaitAsync(Patience)).Dispose();
    }

    [Test]
    public async Task Take_CancelledWhileItWaits_GivesBackItsPart()
    {
        using var budget = new MemoryBudget(10);
        using var cancel = new CancellationTokenSource();
        var first = await budget.TakeAsync(5 * Megabyte, default);
        var second = budget.TakeAsync(8 * Megabyte, cancel.Token);
        await cancel.CancelAsync();
        Assert.That(async () => await second.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        first.Dispose();
        (await budget.TakeAsync(500 * Megabyte, default).WaitAsync(Patience)).Dispose();
    }
}
