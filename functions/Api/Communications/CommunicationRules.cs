using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Communications;

/// <summary>From a request to what is kept of it.</summary>
internal static class CommunicationRules
{
    private const int LongestName = 200;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <param name="prefix">Of the members in the problem.</param>
    public static (Communication? Communication, Problem? Problem) Parse(CommunicationRequest request, Study study, Caller caller, DateTimeOffset now, string prefix)
    {
        if (string.IsNullOrWhiteSpace(request.Told) || request.Told.Length > LongestName || request.Told.Any(char.IsControl))
            return (null, Problems.InvalidBody($"{prefix}told", $"must say who was told, in 1 to {LongestName} characters on one line"));
        if (CommunicationMeansNames.Parse(request.Means) is not { } means)
            return (null, Problems.InvalidBody($"{prefix}means", "must be phone, in-person or message"));
        if (request.At is not { } at || at > now + Skew || at < study.Times.ReceivedAt)
            return (null, Problems.InvalidBody($"{prefix}at", "must be a time between the study's arrival and now"));
        if (request.ReadBack is not { } readBack)
            return (null, Problems.InvalidBody($"{prefix}readBack", "must be true or false"));
        return (new Communication(request.Told.Trim(), means, at.ToUniversalTime(), readBack, caller.Name, caller.Subject, now), null);
    }
}
