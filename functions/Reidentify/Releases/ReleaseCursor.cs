using System.Globalization;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>
/// Where a clinic's program reads on. Signatures are stamped before they are stored and the index lags behind the table, so
/// that one may appear behind a later one: a cursor at the end looks back, and what it meets again is known to the program.
/// </summary>
internal static class ReleaseCursor
{
    private const char Separator = '~';
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);

    public static SignedFrom Start { get; } = new(DateTimeOffset.UnixEpoch);

    /// <summary>A time (ISO 8601), or what <see cref="Behind"/> wrote; null for anything else.</summary>
    public static SignedFrom? Parse(string text)
    {
        var parts = text.Split(Separator);
        if (!DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        try
        {
            return parts switch
            {
                [_] => new SignedFrom(at),
                [_, var study, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var round) => new SignedFrom(at, (StudyId.Parse(study), round)),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What <see cref="Behind"/> wrote; null for anything else.</summary>
    public static SignedRound? ParseBehind(string text) =>
        Parse(text) is { Behind: { } last } from ? new SignedRound(last.Study, last.Number, from.At) : null;

    /// <summary>Behind a full page.</summary>
    public static string Behind(SignedRound last) => string.Join(Separator, StoredTime.Of(last.SignedAt), last.Study.Value, last.Number.ToString(CultureInfo.InvariantCulture));

    /// <summary>At the end of what there is. It moves once a minute, so that an answer with nothing new is the same answer.</summary>
    public static string AtTheEnd(SignedFrom from, DateTimeOffset now)
    {
        var back = now - LookBack;
        back = back.AddTicks(-(back.Ticks % TimeSpan.TicksPerMinute));
        return StoredTime.Of(back > from.At ? back : from.At);
    }
}
