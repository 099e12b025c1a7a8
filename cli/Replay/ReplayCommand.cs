using System.CommandLine;
using System.Globalization;
using FirstRead.Cli.Upload;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Replay;

/// <summary><c>firstread replay</c>: failed events and failed studies once more.</summary>
public static class ReplayCommand
{
    public static Command Create()
    {
        var day = new Option<string?>("--day") { Description = "List the failed events of this day (UTC), e.g. 2026-11-22; else today's." };
        var function = new Option<string?>("--function") { Description = "Of this function alone, e.g. firstread-ingest." };
        var study = new Option<string?>("--study") { Description = "Put this study in line again instead." };
        var reason = new Option<string?>("--reason") { Description = "Play the listed events again, or the study; stands in the audit log. Without it events are only listed." };
        var cloud = new Option<string?>("--cloud") { Description = "cloud.json of a local cloud. Standard: .local/cloud.json if it is there and no bucket is named." };
        var bucket = new Option<string?>("--failures-bucket") { Description = "On AWS, with the environment's credentials: firstread-failures-ACCOUNT-REGION." };
        var command = new Command("replay", "List what functions gave up, and play it again.") { day, function, study, reason, cloud, bucket };
        command.SetAction(async (parsed, cancel) =>
        {
            using var stores = Open(parsed.GetValue(cloud), parsed.GetValue(bucket));
            var run = new ReplayRun(stores, "command-line", Console.Out);
            var why = parsed.GetValue(reason);
            if (parsed.GetValue(study) is { } id)
                return await run.StudyAsync(StudyOf(id), why ?? throw new CommandException("--study needs --reason."), cancel);
            return await run.FailuresAsync(DayOf(parsed.GetValue(day)), parsed.GetValue(function), why, cancel);
        });
        return command;
    }

    private static ReplayStores Open(string? cloudFile, string? bucket)
    {
        if (bucket is not null)
            return ReplayStores.OfAws(bucket);
        var path = cloudFile ?? UploadTarget.StandardCloudFile;
        return File.Exists(path) ? ReplayStores.OfCloud(path) : throw new CommandException($"There is no '{path}': start ./demo.sh, or name the bucket with --failures-bucket.");
    }

    private static DateOnly DayOf(string? text)
    {
        if (text is null)
            return DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CommandException($"'{text}' is no day: give one as 2026-11-22.");
    }

    private static StudyId StudyOf(string text)
    {
        try
        {
            return StudyId.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new CommandException(problem.Message);
        }
    }
}
