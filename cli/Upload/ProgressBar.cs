namespace FirstRead.Cli.Upload;

/// <summary>One line that fills while bytes leave; silent where output is no terminal.</summary>
public sealed class ProgressBar(long totalBytes)
{
    private const int Width = 40;
    private readonly Lock gate = new();
    private long sent;
    private int drawn = -1;

    public void Add(long bytes)
    {
        lock (gate)
        {
            sent += bytes;
            Draw();
        }
    }

    public void Finish()
    {
        if (drawn >= 0)
            Console.Error.WriteLine();
    }

    private void Draw()
    {
        var percent = totalBytes == 0 ? 100 : (int)Math.Min(100, 100 * sent / totalBytes);
        if (Console.IsErrorRedirected || percent == drawn)
            return;
        drawn = percent;
        var full = Width * percent / 100;
        Console.Error.Write($"\r[{new string('#', full)}{new string('.', Width - full)}] {percent,3} %  {sent / 1e6:F1} of {totalBytes / 1e6:F1} MB");
    }
}
