using System.Text.Json.Serialization;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake.Holds;

namespace FirstRead.Functions.Reidentify.Holds;

public sealed record HoldList(IReadOnlyList<HoldBody> Holds);

/// <param name="CanRelease">False: it can only be refused, and <paramref name="Advice"/> says why.</param>
/// <param name="Advice">What to look at and what to do, for the person who decides.</param>
/// <param name="Patient">Of a conflict about whose the file is: the token that the vault knows under its patient ID.</param>
/// <param name="Decision">A decision that Ingest has not carried out yet.</param>
public sealed record HoldBody(
    string UploadId,
    string FileId,
    string Clinic,
    string? StudyId,
    string Code,
    string Message,
    bool CanRelease,
    string Advice,
    DateTimeOffset HeldAt,
    IReadOnlyList<AreaBody> Suspects,
    DecisionBody? Decision,
    string? Patient = null)
{
    public static HoldBody Of(HeldFile held) => new(
        held.Upload.Value,
        held.File.Value,
        held.Clinic.Value,
        held.Study?.Value,
        held.Code,
        held.Message,
        HoldAdvice.For(held.Code).CanRelease,
        HoldAdvice.For(held.Code).Text,
        held.HeldAt,
        [.. held.Suspects.Select(AreaBody.Of)],
        held.Decision is { } decision ? DecisionBody.Of(decision) : null,
        held.Patient?.Value);
}

/// <summary>Pixels of the stored picture; the first column and row are 0.</summary>
public sealed record AreaBody(int X, int Y, int Width, int Height)
{
    public static AreaBody Of(PixelBox box) => new(box.X, box.Y, box.Width, box.Height);

    public PixelBox ToBox() => new(X, Y, Width, Height);
}

public sealed record DecisionBody(string Verdict, DateTimeOffset At)
{
    public static DecisionBody Of(HoldDecision decision) => new(HoldNames.Of(decision.Verdict), decision.At);
}

/// <param name="Verdict"><c>release</c> or <c>refuse</c>.</param>
/// <param name="Patient">Of a released identity conflict: <c>same</c> or <c>separate</c>.</param>
/// <param name="Blank">Of released pixels: what is blanked in every frame; empty where nothing shows a name.</param>
/// <param name="Study">Whether the decision is for every file of this upload and study that is held for the same reason.</param>
public sealed record DecisionRequest(string? Verdict, string? Reason, string? Patient, IReadOnlyList<AreaBody>? Blank, bool Study);

/// <param name="Decided">Files to which a decision now applies.</param>
public sealed record DecidedBody(int Decided, string Verdict);

/// <param name="Frame">From 0.</param>
public sealed record PictureRequest(int Frame);

/// <summary>Protected health information: a picture that may show a name.</summary>
/// <param name="Columns">Of the stored picture, to which areas refer; the PNG may be smaller.</param>
/// <param name="Png">Base64.</param>
public sealed record PictureBody(int Frame, int Frames, int Columns, int Rows, byte[] Png)
{
    public override string ToString() => nameof(PictureBody);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HoldList))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(DecidedBody))]
[JsonSerializable(typeof(PictureRequest))]
[JsonSerializable(typeof(PictureBody))]
public sealed partial class HoldJson : JsonSerializerContext;
