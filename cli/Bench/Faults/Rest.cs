using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Whether anything is still on its way. Pure.</summary>
internal static class Rest
{
    private static readonly string[] Resting = [StoredNames.Of(StudyStatus.Analysed), StoredNames.Of(StudyStatus.NotApplicable), StoredNames.Of(StudyStatus.Failed), StoredNames.Of(StudyStatus.Held)];

    /// <summary>What is, in words; none when all rests.</summary>
    /// <param name="called">How often at least somebody is called who does not answer.</param>
    public static IReadOnlyList<string> Unrest(StoredWorld world, int called)
    {
        var unrest = new List<string>();
        if (world.Spooled > 0)
            unrest.Add($"{world.Spooled} events wait for their function");
        unrest.AddRange(world.Files.Except(world.Unpromised).Where(file => file.Text(StudiesAttributes.State) == StoredNames.Of(FileState.Pending)).Select(file => $"{file} is pending"));
        unrest.AddRange(world.Uploads.Where(upload => upload.Text(StudiesTable.DueAt) is not null).Select(upload => $"{upload} is due"));
        unrest.AddRange(world.Studies.Where(study => !Resting.Contains(study.Text(StudiesAttributes.Status))).Select(study => $"{study} is {study.Text(StudiesAttributes.Status)}"));
        unrest.AddRange(world.Queue.Select(work => $"{work} is in line"));
        unrest.AddRange(world.Slots.Select(slot => $"{slot} is taken"));
        unrest.AddRange(world.Results.SelectMany(results => results).Where(result => result.Text(StudiesTable.DueAt) is not null).Select(result => $"{result} waits for its alert record"));
        unrest.AddRange(world.Alerts.SelectMany(alerts => alerts).Where(alert => IsToBeSent(alert, called)).Select(alert => $"{alert} is to be sent"));
        return unrest;
    }

    private static bool IsToBeSent(StoredItem alert, int called) => alert.Text(AccessAttributes.State) switch
    {
        "intended" => true,
        "sent" => alert.Attributes.ContainsKey(AccessAttributes.Claim) || alert.Number(AccessAttributes.Messages) < called,
        _ => false,
    };
}
