using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Api.Operations.Bodies;

/// <param name="On">Whether there is a test phone: without one there are no test studies.</param>
/// <param name="Hour">Of the day in <paramref name="Zone"/> from which on the day's study is made; null: only when somebody asks.</param>
/// <param name="AnswerSeconds">Within which one must be acknowledged.</param>
/// <param name="Studies">The newest first.</param>
public sealed record TestStudiesBody(bool On, int? Hour, string Zone, int AnswerSeconds, IReadOnlyList<TestStudyBody> Studies);

/// <param name="Id">The day that it is of, or the moment at which somebody asked for it.</param>
/// <param name="State"><see cref="ProbeNames"/>.</param>
/// <param name="Status">Of the study, once there is one.</param>
/// <param name="AlertedAt">When the last message went to a test phone.</param>
public sealed record TestStudyBody(
    string Id, string State, DateTimeOffset CreatedAt, string AskedBy, DateTimeOffset? SentAt, string? StudyId, string? Code, string? Status, DateTimeOffset? AlertedAt, DateTimeOffset? AcknowledgedAt)
{
    /// <param name="study">Null where there is none yet.</param>
    public static TestStudyBody Of(Probe probe, ProbeState state, Study? study) => new(
        probe.Id, ProbeNames.Of(state), probe.CreatedAt, probe.AskedBy, probe.SentAt, probe.Study?.Value, probe.Study is { } id ? StudyCode.Of(id) : null,
        study is null ? null : StoredNames.Of(study.Status), study?.Times.AlertedAt, probe.AcknowledgedAt);
}

/// <param name="Id">Of the test study, which is sent within a minute.</param>
public sealed record TestStudyAskedBody(string Id);
