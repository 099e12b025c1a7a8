using System.Text.Json.Serialization;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Reidentify.Releases;

/// <param name="Releases">In the order of their signatures; what came before may come again.</param>
/// <param name="Next">For <c>since</c> of the next call, or for <c>cursor</c> where the newest came first; null at the end of those.</param>
/// <param name="More">Whether the next call has more at once.</param>
public sealed record ReleaseList(IReadOnlyList<SignedBody> Releases, string? Next, bool More);

/// <param name="Number">Of the round: 1 for the report, 2 and above for what was signed after it.</param>
/// <param name="Modality">Of the study; with what follows, only where a person looks.</param>
public sealed record SignedBody(string StudyId, int Number, DateTimeOffset SignedAt, string? Modality = null, string? BodyPart = null, DateTimeOffset? ReceivedAt = null)
{
    public static SignedBody Of(SignedRound round) => new(round.Study.Value, round.Number, round.SignedAt);

    public static SignedBody Of(SignedRound round, Study? study) => Of(round) with
    {
        Modality = study?.Modality,
        BodyPart = study?.BodyPart,
        ReceivedAt = study?.Times.ReceivedAt,
    };
}

/// <param name="Reason">Stands in the audit log beside the act; null where the clinic's program fetches what is its own.</param>
public sealed record ReleaseRequest(string? Reason);

/// <summary>The signed set under the patient's own name. Protected health information: leaves for the clinic that sent the study and is never logged.</summary>
/// <param name="Former">Number of the signature that this one takes the place of; null for the first.</param>
/// <param name="Superseded">A newer result came after the signature: a further one is to be expected.</param>
public sealed record ReleaseBody(
    string StudyId,
    int Number,
    DateTimeOffset SignedAt,
    int? Former,
    bool Superseded,
    string StudyInstanceUid,
    string? AccessionNumber,
    string? PatientName,
    string? PatientId,
    string? PatientBirthDate,
    IReadOnlyList<ReleasedFileBody> Files)
{
    /// <summary>Names no value.</summary>
    public override string ToString() => nameof(ReleaseBody);
}

/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Url">Whoever holds it can fetch the file until it expires.</param>
public sealed record ReleasedFileBody(string Name, string ContentType, long Bytes, string Sha256, string Url, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"{nameof(ReleasedFileBody)} {Name}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReleaseList))]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(ReleaseBody))]
public sealed partial class ReleaseJson : JsonSerializerContext;
