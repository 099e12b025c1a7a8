using System.Net.Http.Headers;
using FirstRead.Local.Processes;

namespace FirstRead.Local.DynamoDb;

/// <summary>
/// AWS's own DynamoDB Local, a Java program that npm brings (its licence allows use, not redistribution). It checks no signature
/// and, unlike everything else here, listens on every interface: it has no option for that.
/// </summary>
public static class DynamoDbLocal
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<Uri> StartAsync(ChildProcesses children, string repository, string data, int port, CancellationToken cancel)
    {
        var program = Path.Combine(repository, "node_modules/amplify-dynamodb-simulator/emulator");
        if (!File.Exists(Path.Combine(program, "DynamoDBLocal.jar")))
            throw new FileNotFoundException("DynamoDB Local is not installed: run 'npm ci --ignore-scripts' in the repository.");
        var files = Path.Combine(data, "dynamodb");
        Directory.CreateDirectory(files);
        var child = children.Start(new ChildCommand("dynamodb", "java",
            [
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", $"-Djava.library.path={program}/DynamoDBLocal_lib",
                "-jar", $"{program}/DynamoDBLocal.jar", "-port", $"{port}", "-sharedDb", "-dbPath", files, "-disableTelemetry",
            ],
            new Dictionary<string, string>(), files));
        var address = new Uri($"http://127.0.0.1:{port}/");
        await WaitAsync(address, child, cancel);
        return address;
    }

    private static async Task WaitAsync(Uri address, ChildProcess child, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var http = new HttpClient();
        while (!child.Exited.IsCompleted)
        {
            try
            {
                // Any answer will do: an unsigned request is answered with an error of DynamoDB's own.
                using var content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/x-amz-json-1.0"));
                using var answer = await http.PostAsync(address, content, patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
        throw new InvalidOperationException("DynamoDB Local ended at start: see logs/dynamodb.log.");
    }
}
