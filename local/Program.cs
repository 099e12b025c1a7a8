using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using FirstRead.Core;
using FirstRead.Local;
using FirstRead.Local.Ecs;
using FirstRead.Local.LocalStack;
using FirstRead.Local.Template;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    if (args is ["ecs", var data, var port])
    {
        await using var ecs = await EcsAlone.StartAsync(data, int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture), LocalOptions.FindRepository(), IPAddress.Any);
        Console.WriteLine($"ECS answers at {ecs.Address}");
        await Task.Delay(Timeout.Infinite, stop.Token);
    }
    if (args is ["bootstrap", var endpoint, var functions, var tasks])
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        await new Bootstrap(StackTemplate.Read(StackTemplate.StandardPath), new LocalStackClient(http, new Uri(endpoint)), functions, new Uri(tasks), new SystemRandomSource()).RunAsync(stop.Token);
        Console.WriteLine("FirstRead's stores and functions are ready.");
        return 0;
    }
    if (args is ["stores", var folder])
    {
        await using var stores = await StoresAlone.StartAsync(Path.GetFullPath(folder), LocalOptions.FindRepository(), stop.Token);
        await Task.Delay(Timeout.Infinite, stop.Token);
    }
    var options = LocalOptions.Parse(args);
    await using var cloud = await LocalCloud.StartAsync(options, stop.Token);
    Console.WriteLine($"The local cloud is ready at {Addresses.Text(cloud.Addresses.Gateway)}; everything else stands in {CloudFile.PathIn(options.Data)}");
    await Task.Delay(Timeout.Infinite, stop.Token);
    return 0;
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync($"{error.Message}\n{LocalOptions.Usage}");
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
