using FirstRead.Core.Launching;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Operations.Standstills;

/// <summary>
/// Looks for studies that stand still: of each urgency, the open ones that have waited longest. It reads the worklist's index and
/// the queue, never the table.
/// </summary>
public sealed class FindStandstills(IStudyStore studies, IWorkQueue queue, TimeProvider clock)
{
    /// <summary>Of each urgency.</summary>
    public const int MostOfAnUrgency = 500;

    private const int HighestUrgency = 3;

    /// <param name="use">Of the running day.</param>
    /// <returns>Most urgent first, then longest standing; and whether there are open studies that were not looked at.</returns>
    public async Task<(IReadOnlyList<Standstill> Found, bool More)> FindAsync(TaskTimeUse use, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var work = (await queue.ListWaitingAsync(int.MaxValue, cancel)).Concat(await queue.ListTakenAsync(cancel)).ToLookup(item => item.Study);
        var open = await Task.WhenAll(Enumerable.Range(0, HighestUrgency + 1).Select(urgency => studies.LongestWaitingAsync(urgency, MostOfAnUrgency, cancel)));
        var found = from study in open.SelectMany(waiting => waiting)
                    let standstill = StandstillRules.Of(study, work[study.Id].FirstOrDefault(), now, use.Paused)
                    where standstill is not null
                    orderby Urgency.Of(study) descending, standstill.Since
                    select standstill;
        return ([.. found], open.Any(waiting => waiting.Count == MostOfAnUrgency));
    }
}
