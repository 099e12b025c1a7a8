using System.Globalization;

namespace FirstRead.Core.Review;

/// <summary>How somebody was told.</summary>
public enum CommunicationMeans
{
    Phone,
    InPerson,
    Message,
}

/// <summary>Spelled once, for the API and the stored items; pinned by tests.</summary>
public static class CommunicationMeansNames
{
    public static string Of(CommunicationMeans means) => means switch
    {
        CommunicationMeans.Phone => "phone",
        CommunicationMeans.InPerson => "in-person",
        CommunicationMeans.Message => "message",
        _ => throw new ArgumentOutOfRangeException(nameof(means), means, null),
    };

    /// <summary>Null when the name is none of ours.</summary>
    public static CommunicationMeans? Parse(string? name)
    {
        foreach (var means in Enum.GetValues<CommunicationMeans>())
            if (Of(means) == name)
                return means;
        return null;
    }
}

/// <summary>That somebody who treats the patient was told of a critical finding.</summary>
/// <param name="Told">Who, in the radiologist's words: a colleague, never the patient's name.</param>
/// <param name="At">When.</param>
/// <param name="ReadBack">Whether that person repeated what was said.</param>
/// <param name="By">Who says so: the radiologist's name at the time.</param>
/// <param name="NotedAt">When it was written down.</param>
public sealed record Communication(string Told, CommunicationMeans Means, DateTimeOffset At, bool ReadBack, string By, string BySubject, DateTimeOffset NotedAt);

/// <summary>One critical finding of a signature.</summary>
public sealed record CriticalFinding(string Id, string Label);

/// <summary>What a signature says of findings that somebody must be told of at once.</summary>
/// <param name="Findings">Never empty.</param>
/// <param name="Communication">Null: nobody had been told when it was signed.</param>
public sealed record CriticalResult(IReadOnlyList<CriticalFinding> Findings, Communication? Communication)
{
    /// <summary>
    /// A sentence for the signed documents. It says how long before the signature, for a time of the clock beside shifted
    /// dates would give the shift away.
    /// </summary>
    public string Words(DateTimeOffset signedAt)
    {
        var what = $"Critical result ({string.Join(", ", Findings.Select(finding => finding.Label).Distinct())})";
        if (Communication is not { } told)
            return $"{what}: nobody had been told of it when this was signed.";
        var how = told.Means switch
        {
            CommunicationMeans.Phone => "by telephone",
            CommunicationMeans.InPerson => "in person",
            _ => "by message",
        };
        var minutes = Math.Max(0, (int)Math.Round((signedAt - told.At).TotalMinutes));
        return string.Create(CultureInfo.InvariantCulture, $"{what}: told to {told.Told} {how}, {minutes} min before this signature; {(told.ReadBack ? "read back" : "not read back")}.");
    }
}

/// <summary>A signature whose critical findings nobody has been told of yet.</summary>
/// <param name="Round">Of the signature.</param>
public sealed record OpenCommunication(Studies.StudyId Study, int Round, IReadOnlyList<CriticalFinding> Findings, string SignedBy, DateTimeOffset SignedAt);
