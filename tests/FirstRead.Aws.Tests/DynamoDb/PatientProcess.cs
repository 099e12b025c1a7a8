using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Tests.DynamoDb;

/// <summary>One process of the system that meets a patient when it is told to, and says which pseudonym it got.</summary>
internal sealed class PatientProcess : IDisposable
{
    private const string Ready = "ready";
    private static readonly SystemRandomSource Random = new();
    private static readonly ClinicId Clinic = ClinicId.Parse("north");

    private readonly Process process;

    private PatientProcess(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Starts this very assembly as a program.</summary>
    public static PatientProcess Start(string service, string table, Keyring keys)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PatientProcess).Assembly.Location, service, table, keys.ToJson()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new PatientProcess(Process.Start(start)!);
    }

    /// <summary>Until it has read from the table once: what is left is the race.</summary>
    public async Task UntilReadyAsync() => Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo(Ready));

    public Task GoAsync() => process.StandardInput.WriteLineAsync();

    public async Task<string> AnswerAsync()
    {
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return answer.Trim();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    /// <param name="arguments">The service's URL, the table, the keyring.</param>
    public static async Task<int> RunAsync(string[] arguments, TextReader commands, TextWriter answers)
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = arguments[0], AuthenticationRegion = "us-east-1" });
        var directory = new PatientDirectory(new DynamoVaultStore(client, arguments[1]), Keyring.Parse(arguments[2]), Random);
        // Somebody else first: connections are open and code is compiled when the race begins.
        await directory.ResolveAsync(Clinic, Patient($"warming-{Environment.ProcessId}"), default);
        await answers.WriteLineAsync(Ready);
        await answers.FlushAsync();
        await commands.ReadLineAsync();
        await answers.WriteLineAsync($"{await directory.ResolveAsync(Clinic, Patient("4711"), default)}");
        return 0;
    }

    private static OriginalIdentity Patient(string id) => new("1.2.3", "1.2.3.1", "1.2.3.1.1", id, null, "DOE^JANE", "19600229", "F");
}
