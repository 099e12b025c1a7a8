using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Demo;

/// <summary>One case on its way: what was sent and when its last byte left.</summary>
public sealed record DemoUpload(DemoCase Case, Receipt Receipt, DateTimeOffset SentAt)
{
    public static async Task<DemoUpload> SendAsync(UploadClient client, DemoCase demo, string samples, TimeProvider clock, CancellationToken cancel)
    {
        var files = await LocalFile.ListAsync(new DirectoryInfo(Path.Combine(samples, demo.Folder)), cancel);
        var bar = new ProgressBar(files.Where(file => !demo.AnnounceOnly.Contains(file.Name)).Sum(file => file.Bytes));
        var receipt = await client.SendAsync(files, new UploadOrder(demo.Priority, demo.Question, Prior: false, demo.AnnounceOnly), bar.Add, cancel);
        bar.Finish();
        return new DemoUpload(demo, receipt, clock.GetUtcNow());
    }
}
