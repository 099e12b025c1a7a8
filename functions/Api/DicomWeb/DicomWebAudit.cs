using System.Collections.Concurrent;
using System.Globalization;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>
/// Who read what, written before it is read: once for each caller, study and quarter of an hour, for a viewer asks hundreds of times. Each
/// running copy of the function remembers for itself, so that an entry may come twice, and never not at all.
/// </summary>
internal sealed class DicomWebAudit(ApiPorts ports)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string Subject, string About), long> written = new();

    public Task SearchedAsync(Call call) => NoteAsync(call, AuditSubjects.OfPrincipal(call.Caller.Subject), AuditActs.SearchDicomWeb);

    public Task ReadAsync(Call call, StudyId study) => NoteAsync(call, AuditSubjects.Of(study), AuditActs.ReadDicomWeb);

    private async Task NoteAsync(Call call, string about, string act)
    {
        var now = ports.Clock.GetUtcNow();
        var window = now.Ticks / Window.Ticks;
        if (written.TryGetValue((call.Caller.Subject, about), out var last) && last == window)
            return;
        var until = new DateTimeOffset((window + 1) * Window.Ticks, TimeSpan.Zero).ToString("HH:mm", CultureInfo.InvariantCulture);
        await ports.Audit.AppendAsync(new AuditEvent(about, call.Caller.Subject, act, $"until {until} UTC", now), call.Cancelled);
        if (written.Count >= MostRemembered)
            written.Clear();
        written[(call.Caller.Subject, about)] = window;
    }
}
