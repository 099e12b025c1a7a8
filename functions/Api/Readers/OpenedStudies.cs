using System.Collections.Concurrent;
using System.Globalization;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Readers;

/// <summary>
/// Writes into the audit log that a person opened a study and which result was shown, once a login and result. A portal asks
/// every few seconds: a row remembers what was written, and this process that it has seen the row.
/// </summary>
internal sealed class OpenedStudies(ApiPorts ports)
{
    private const int MostRemembered = 10_000;

    /// <summary>A person at two desks must not write an entry at each turn of theirs.</summary>
    private const int MostLogins = 8;
    private readonly ConcurrentDictionary<(string Subject, StudyId Study, string Opened), bool> remembered = [];

    /// <summary>Before anything of the study is answered: when this throws, nothing is.</summary>
    public async Task NoteAsync(Call call, Study study, bool aiShown)
    {
        var (subject, session) = (call.Caller.Subject, call.Caller.AuthenticatedAt?.ToUnixTimeSeconds() ?? 0);
        var what = study.ResultAttempt == 0 ? "no result" : $"result {study.ResultAttempt}, {(aiShown ? "shown" : "withheld")}";
        var opened = string.Create(CultureInfo.InvariantCulture, $"{session} {what}");
        if (remembered.ContainsKey((subject, study.Id, opened)))
            return;
        var before = (await ports.Reading.Readers.GetOpenedAsync(study.Id, subject, call.Cancelled))?.Split('\n') ?? [];
        if (!before.Contains(opened))
        {
            await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(study.Id), subject, AuditActs.OpenStudy, what, ports.Clock.GetUtcNow()), call.Cancelled);
            await ports.Reading.Readers.PutOpenedAsync(study.Id, subject, string.Join('\n', before.TakeLast(MostLogins - 1).Append(opened)), call.Cancelled);
        }
        if (remembered.Count >= MostRemembered)
            remembered.Clear();
        remembered[(subject, study.Id, opened)] = true;
    }
}
