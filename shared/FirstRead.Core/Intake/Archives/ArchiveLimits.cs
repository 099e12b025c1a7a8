namespace FirstRead.Core.Intake.Archives;

/// <summary>What is taken from one archive. An archive inside another is not opened: its limits would multiply.</summary>
/// <param name="Entries">Files in it; an upload holds no more rows either.</param>
/// <param name="TotalBytes">Of all files, unpacked.</param>
/// <param name="EntryBytes">Of one file, unpacked: what an upload may hold by itself.</param>
/// <param name="Ratio">Of unpacked to packed bytes, over the whole archive. Blank slices pack a thousandfold, whole studies two- to fivefold.</param>
/// <param name="RatioFrom">Unpacked bytes below which no ratio is asked for.</param>
public sealed record ArchiveLimits(int Entries, long TotalBytes, long EntryBytes, int Ratio, long RatioFrom)
{
    /// <summary>A central directory of <see cref="Entries"/> entries with long names is below it.</summary>
    public const int DirectoryBytes = 16 << 20;

    public static ArchiveLimits Standard { get; } = new(10_000, 20L << 30, 5L << 30, 100, 64L << 20);
}
