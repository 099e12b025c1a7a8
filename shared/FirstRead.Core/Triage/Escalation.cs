using FirstRead.Core.Studies;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage;

/// <summary>Whom an alert calls next, and when it stops. Pure.</summary>
public static class Escalation
{
    /// <summary>
    /// Who somebody put in charge; then who was not called yet, in the order of the rota; then who was called longest ago.
    /// Each by the first channel that did not refuse. Null when every channel of everyone did.
    /// </summary>
    /// <param name="order">Whom the rota calls now.</param>
    /// <param name="assigned">Who is in charge, on call or not; null: nobody.</param>
    /// <param name="refused">Channels that refused a moment ago.</param>
    public static (Person To, MessageChannel By)? Next(Alert alert, IReadOnlyList<Person> order, Person? assigned, IReadOnlySet<(string Person, MessageChannel By)> refused)
    {
        var called = alert.Steps.Where(step => step.MessageId is not null).GroupBy(step => step.Person).ToDictionary(steps => steps.Key, steps => steps.Max(step => step.At));
        var persons = order.OrderBy(person => called.TryGetValue(person.Id, out var at) ? at : DateTimeOffset.MinValue);
        if (assigned is not null)
            persons = persons.Prepend(assigned).OrderBy(person => person != assigned);
        foreach (var person in persons)
            foreach (var channel in person.Channels)
                if (!refused.Contains((person.Id, channel)))
                    return (person, channel);
        return null;
    }

    /// <summary>Why nobody need be called any more; null while somebody must.</summary>
    /// <param name="others">Alerts of other versions of the study.</param>
    public static string? EndOf(Alert alert, Study study, IEnumerable<Alert> others)
    {
        if (study.Times.SignedAt >= alert.CreatedAt)
            return AlertEnds.Signed;
        if (study.Times.AcknowledgedAt >= alert.CreatedAt)
            return AlertEnds.Acknowledged;
        // The later one calls the same persons about the same study.
        return others.Any(other => other.Attempt > alert.Attempt && other.State == AlertState.Sent) ? AlertEnds.Superseded : null;
    }
}
