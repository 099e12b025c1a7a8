using FirstRead.Aws.DynamoDb;
using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

/// <summary>Functions that meet one patient at once, each with a directory of its own, on AWS's own DynamoDB Local.</summary>
public sealed class PatientRaceTests
{
    private const int Functions = 24;
    private const int Processes = 6;
    private static readonly SystemRandomSource Random = new();
    private static readonly OriginalIdentity Jane = new("1.2.3", "1.2.3.1", "1.2.3.1.1", "4711", null, "DOE^JANE", "19600229", "F");

    [Test]
    public async Task Resolve_ManyFunctionsBeforeAndAfterARotation_EndInOneToken()
    {
        var (client, table) = await DynamoDbLocal.CreateVaultTableAsync();
        var old = Keyring.Create(Random);
        var rotated = old.Rotate(Random);

        var resolved = await Task.WhenAll(Enumerable.Range(0, Functions).Select(number => Task.Run(() =>
            new PatientDirectory(new DynamoVaultStore(client, table), number % 2 == 0 ? old : rotated, Random).ResolveAsync(ClinicId.Parse("north"), Jane, default))));

        Assert.That(resolved, Is.All.TypeOf<PatientResolution.Known>());
        Assert.That(resolved.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Resolve_ManyProcessesBeforeAndAfterARotation_EndInOneToken()
    {
        var (client, table) = await DynamoDbLocal.CreateVaultTableAsync();
        var old = Keyring.Create(Random);
        var rotated = old.Rotate(Random);
        var processes = Enumerable.Range(0, Processes).Select(number => PatientProcess.Start(client.Config.ServiceURL, table, number % 2 == 0 ? old : rotated)).ToList();
        try
        {
            await Task.WhenAll(processes.Select(process => process.UntilReadyAsync()));
            await Task.WhenAll(processes.Select(process => process.GoAsync()));
            var answers = await Task.WhenAll(processes.Select(process => process.AnswerAsync()));

            var later = await new PatientDirectory(new DynamoVaultStore(client, table), rotated, Random).ResolveAsync(ClinicId.Parse("north"), Jane, default);
            Assert.That(later, Is.TypeOf<PatientResolution.Known>());
            Assert.That(answers, Is.All.EqualTo($"{later}"));
            Assert.That(processes.Select(process => process.Id).Distinct().Count(), Is.EqualTo(Processes));
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    [Test]
    public async Task Resolve_TwoClinicsWithOneNumberAtOnce_StayTwoPatients()
    {
        var (client, table) = await DynamoDbLocal.CreateVaultTableAsync();
        var keys = Keyring.Create(Random);

        var resolved = await Task.WhenAll(Enumerable.Range(0, Functions).Select(number => Task.Run(() =>
            new PatientDirectory(new DynamoVaultStore(client, table), keys, Random).ResolveAsync(ClinicId.Parse(number % 2 == 0 ? "north" : "south"), Jane, default))));

        Assert.That(resolved.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Resolve_ContradictingFirstSightsAtOnce_OneIsKnownAndTheOthersAreHeld()
    {
        var (client, table) = await DynamoDbLocal.CreateVaultTableAsync();
        var keys = Keyring.Create(Random);

        var resolved = await Task.WhenAll(new[] { "19600229", "19700101" }.Select(born => Task.Run(() =>
            new PatientDirectory(new DynamoVaultStore(client, table), keys, Random).ResolveAsync(ClinicId.Parse("north"), Jane with { PatientBirthDate = born }, default))));

        Assert.That(resolved.OfType<PatientResolution.Known>().Count(), Is.EqualTo(1));
        Assert.That(resolved.OfType<PatientResolution.Held>().Count(), Is.EqualTo(1));
    }
}
