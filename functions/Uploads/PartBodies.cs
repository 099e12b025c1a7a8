namespace FirstRead.Functions.Uploads;

/// <summary>Parts of one file that are about to be sent; none to ask only what has arrived.</summary>
public sealed record PartsRequest(IReadOnlyList<PartDigest>? Parts);

/// <param name="Number">From 1.</param>
/// <param name="Sha256">Of the part's bytes, 64 hexadecimal digits; S3 refuses other bytes.</param>
public sealed record PartDigest(int? Number, string? Sha256);

/// <param name="Count">Parts that the file has.</param>
/// <param name="Present">Parts that have arrived whole.</param>
/// <param name="Parts">Where to PUT those that were asked for.</param>
public sealed record PartsBody(long PartBytes, int Count, IReadOnlyList<PartDigest> Present, IReadOnlyList<PartTicket> Parts);

/// <param name="Headers">To be sent exactly so: they are signed.</param>
public sealed record PartTicket(int Number, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);
