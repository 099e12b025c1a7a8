using System.Globalization;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Uploads and files as items.</summary>
internal static class UploadItems
{
    public static Item Write(Upload upload)
    {
        var key = StudiesTable.Upload(upload.Id);
        return new ItemWriter(key)
            .Text(Names.Id, upload.Id.Value)
            .Text(Names.Clinic, upload.Clinic.Value)
            .Text(StudiesTable.ClinicUploads, upload.Clinic.Value)
            .Time(StudiesTable.CreatedAt, upload.CreatedAt)
            .Number(Names.FileCount, upload.FileCount)
            .Text(Names.Priority, StoredNames.Of(upload.Priority))
            .Text(Names.Question, upload.CleanedQuestion)
            .Flag(Names.Prior, upload.Prior)
            .Flag(Names.Open, upload.Open)
            .Flag(Names.Growing, upload.Growing)
            .Flag(Names.Cancelled, upload.Cancelled)
            .Number(Names.Settled, upload.Settled)
            .Number(Names.Looks, upload.Looks)
            .Time(StudiesTable.DueAt, upload.DueAt)
            .Text(Names.Tally, upload.Tally is { } tally ? Of(tally) : null)
            .Text(StudiesTable.DueShard, upload.DueAt is null ? null : StudiesTable.ShardOf(key.Pk))
            .Done();
    }

    public static Upload ReadUpload(Item item) => new(
        UploadId.Parse(item.Text(Names.Id)),
        ClinicId.Parse(item.Text(Names.Clinic)),
        item.Time(StudiesTable.CreatedAt),
        item.Integer(Names.FileCount),
        StoredNames.Parse<Priority>(item.Text(Names.Priority)),
        item.OptionalText(Names.Question),
        item.Flag(Names.Prior),
        item.Flag(Names.Open),
        item.Integer(Names.Settled),
        item.OptionalTime(StudiesTable.DueAt),
        item.OptionalText(Names.Tally) is { } tally ? ReadTally(tally) : null)
    {
        Growing = item.Flag(Names.Growing),
        Cancelled = item.Flag(Names.Cancelled),
        Looks = item.OptionalInteger(Names.Looks) ?? 0,
    };

    /// <summary>A condition on the three flags; <c>:yes</c> is among its values. Rows of before there were such have the first alone.</summary>
    public static string WhereStateIs(IReadOnlyList<UploadState> states) => states.Count == 1
        ? $"({FlagsOf(states[0])})"
        // DynamoDB takes no parentheses around parentheses.
        : $"({string.Join(" OR ", states.Select(state => $"({FlagsOf(state)})"))})";

    private static string FlagsOf(UploadState state)
    {
        const string Is = " = :yes";
        string Flag(string name, bool set) => set ? $"#{name}{Is}" : $"NOT #{name}{Is}";
        return state switch
        {
            UploadState.Growing => $"{Flag(Names.Open, true)} AND {Flag(Names.Cancelled, false)} AND {Flag(Names.Growing, true)}",
            UploadState.Open => $"{Flag(Names.Open, true)} AND {Flag(Names.Cancelled, false)} AND {Flag(Names.Growing, false)}",
            UploadState.Cancelling => $"{Flag(Names.Open, true)} AND {Flag(Names.Cancelled, true)}",
            UploadState.Closed => $"{Flag(Names.Open, false)} AND {Flag(Names.Cancelled, false)}",
            _ => $"{Flag(Names.Open, false)} AND {Flag(Names.Cancelled, true)}",
        };
    }

    /// <summary>Six numbers in the order of the record; rows of before there were archives have five.</summary>
    public static string Of(FileTally tally) => string.Create(CultureInfo.InvariantCulture, $"{tally.Accepted} {tally.Duplicate} {tally.Refused} {tally.Held} {tally.Expired} {tally.Ignored}");

    public static Item Write(UploadFile file) => new ItemWriter(StudiesTable.File(file.Upload, file.Id))
        .Text(Names.Upload, file.Upload.Value)
        .Text(Names.File, file.Id.Value)
        .Number(Names.Bytes, file.Bytes)
        .Text(Names.Sha256, file.Sha256)
        .Text(Names.State, StoredNames.Of(file.State))
        .Text(Names.Code, file.Code)
        .Text(Names.Message, file.Message)
        .Text(Names.Study, file.Study?.Value)
        .Text(Names.SopInstanceUid, file.SopInstanceUid)
        .Number(Names.Number, file.Number)
        .Text(Names.Archive, file.Archive?.Value)
        .Done();

    public static UploadFile ReadFile(Item item) => new(
        UploadId.Parse(item.Text(Names.Upload)),
        FileId.Parse(item.Text(Names.File)),
        item.Number(Names.Bytes),
        item.Text(Names.Sha256),
        StoredNames.Parse<FileState>(item.Text(Names.State)),
        item.OptionalText(Names.Code),
        item.OptionalText(Names.Message),
        item.OptionalText(Names.Study) is { } study ? StudyId.Parse(study) : null,
        item.OptionalText(Names.SopInstanceUid),
        item.OptionalInteger(Names.Number))
    {
        Archive = item.OptionalText(Names.Archive) is { } archive ? FileId.Parse(archive) : null,
    };

    private static FileTally ReadTally(string text)
    {
        var numbers = text.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new FileTally(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers.Length > 5 ? numbers[5] : 0);
    }
}
