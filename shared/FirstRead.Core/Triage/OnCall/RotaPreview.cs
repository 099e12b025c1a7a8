namespace FirstRead.Core.Triage.OnCall;

/// <summary>Whom alerts would call from one instant to the next change.</summary>
public sealed record RotaSpan(DateTimeOffset From, DateTimeOffset To, CallOrder Order);

/// <summary>What a rota means for the days to come: who is called when, with zones, quiet hours and overrides applied.</summary>
public static class RotaPreview
{
    /// <summary>Spans without gaps; where a zone is not known, one span that says so.</summary>
    public static IReadOnlyList<RotaSpan> Of(Rota rota, DateTimeOffset from, TimeSpan length)
    {
        var to = from + length;
        var spans = new List<RotaSpan>();
        var edges = EdgesOf(rota, from, to).Where(edge => edge > from && edge < to).Distinct().Order().Append(to);
        var start = from;
        foreach (var edge in edges)
        {
            var order = rota.OrderAt(start);
            if (spans is [.., var last] && last.Order.Problem == order.Problem && last.Order.Persons.SequenceEqual(order.Persons))
                spans[^1] = last with { To = edge };
            else
                spans.Add(new RotaSpan(start, edge, order));
            start = edge;
        }
        return spans;
    }

    /// <summary>Every instant at which anything may change; none where a zone is not known, for then everyone is called at any time.</summary>
    private static IReadOnlyList<DateTimeOffset> EdgesOf(Rota rota, DateTimeOffset from, DateTimeOffset to)
    {
        try
        {
            var hours = rota.Shifts.Select(shift => shift.Hours).Concat(rota.Persons.Select(person => person.QuietHours).OfType<LocalHours>());
            return [.. hours.SelectMany(each => each.EdgesBetween(from, to)), .. rota.Overrides.Select(change => change.Edges()).SelectMany(edges => new[] { edges.From, edges.To })];
        }
        catch (Exception broken) when (broken is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return [];
        }
    }
}
