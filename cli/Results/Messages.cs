using System.Text.Json.Serialization;

namespace FirstRead.Cli.Results;

/// <summary>The bodies of docs/api.md that a clinic meets when it fetches what was signed.</summary>
public sealed record SignedList(IReadOnlyList<SignedEntry> Releases, string Next, bool More);

/// <param name="Number">Of the signature within the study, from 1.</param>
public sealed record SignedEntry(string StudyId, int Number, DateTimeOffset SignedAt);

public sealed record ReleaseOrder(string? Reason);

/// <param name="Former">The signature that this one takes the place of; null for the first.</param>
/// <param name="Superseded">A newer result came after the signature.</param>
public sealed record ReleasedReport(
    string StudyId,
    int Number,
    DateTimeOffset SignedAt,
    int? Former,
    bool Superseded,
    string StudyInstanceUid,
    string? AccessionNumber,
    IReadOnlyList<ReleasedDocument> Files);

/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ReleasedDocument(string Name, long Bytes, string Sha256, string Url);

/// <summary>What is kept of a set that lies in its folder.</summary>
/// <param name="Folder">Below the results folder.</param>
public sealed record FetchedMark(string StudyId, int Number, string Folder);

public sealed record ProblemAnswer(string? Code, string? Title, string? Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignedList))]
[JsonSerializable(typeof(ReleaseOrder))]
[JsonSerializable(typeof(ReleasedReport))]
[JsonSerializable(typeof(FetchedMark))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class ResultsJson : JsonSerializerContext;
