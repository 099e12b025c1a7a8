using FirstRead.Core.Intake;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Bench.Faults.Checks;

/// <summary>Nothing that arrived is lost, and every accepted file is in exactly one study.</summary>
internal static class FileChecks
{
    /// <param name="cancelled">Uploads that the clinic took back, and whether it was told that they are.</param>
    public static IEnumerable<FaultCheck> Of(StoredWorld world, IReadOnlyDictionary<string, PlannedStudy> taken, IReadOnlyDictionary<string, bool> cancelled)
    {
        var uploads = world.Uploads.ToDictionary(upload => upload.Pk[StudiesTable.UploadPrefix.Length..]);
        yield return new FaultCheck("an upload is taken back where the clinic was told so, and not where it was refused", cancelled.Count, [.. cancelled.Where(upload => uploads.GetValueOrDefault(upload.Key)?.Flag(StudiesAttributes.Cancelled) != upload.Value).Select(upload => $"{upload.Key}: {upload.Value}")]);
        var rows = world.Files.ToDictionary(file => (Upload: file.Pk[StudiesTable.UploadPrefix.Length..], File: file.Sk[StudiesTable.FilePrefix.Length..]));
        var incoming = world.Objects[ResourceNames.IncomingBucket];
        var arrived = incoming.Keys.Where(key => key.StartsWith(ObjectKeys.UploadsPrefix, StringComparison.Ordinal)).Select(key => (Key: key, Row: RowOf(key, rows))).ToList();
        yield return new FaultCheck("every file that arrived has an end: accepted, duplicate, refused or held", arrived.Count, [.. arrived.Where(file => EndOf(file.Row) is null).Select(file => $"{file.Key}: {file.Row?.Text(StudiesAttributes.State) ?? "no row"}")]);
        yield return new FaultCheck("every file that the clinic saw taken has arrived", taken.Count, [.. Missing(taken, arrived.Select(file => file.Row?.Text(StudiesAttributes.Sha256)))]);
        var byFile = world.Instances.ToLookup(instance => Path.GetFileNameWithoutExtension(instance.Text(StudiesAttributes.ObjectKey)!));
        var accepted = world.Files.Where(file => StateOf(file) == FileState.Accepted).ToList();
        yield return new FaultCheck("every accepted file is in exactly one study", accepted.Count, [.. accepted.Where(file => byFile[file.Sk[StudiesTable.FilePrefix.Length..]].Count() != 1).Select(file => $"{file}: in {byFile[file.Sk[StudiesTable.FilePrefix.Length..]].Count()}")]);
        yield return new FaultCheck("its de-identified bytes and their report are there", world.Instances.Count, [.. world.Instances.Where(instance => !IsStored(world, instance)).Select(instance => instance.ToString())]);
        var duplicates = world.Files.Where(file => StateOf(file) == FileState.Duplicate).ToList();
        var known = world.Instances.Select(instance => (instance.Text(StudiesAttributes.Study), instance.Text(StudiesAttributes.Sha256))).ToHashSet();
        yield return new FaultCheck("of every duplicate the same bytes are in its study", duplicates.Count, [.. duplicates.Where(file => !known.Contains((file.Text(StudiesAttributes.Study), file.Text(StudiesAttributes.Sha256)))).Select(file => file.ToString())]);
        // What came when its clinic had taken the upload back is opened by nobody, and kept for nobody to look at.
        bool IsTakenBack(StoredItem file) => file.Text(StudiesAttributes.Code) == RefusalCodes.Cancelled && uploads[file.Pk[StudiesTable.UploadPrefix.Length..]].Flag(StudiesAttributes.Cancelled);
        var kept = world.Files.Where(file => StateOf(file) is FileState.Refused or FileState.Held && !IsTakenBack(file)).ToList();
        yield return new FaultCheck("every refused or held file says why, and its original is in quarantine", kept.Count, [.. kept.Where(file => file.Text(StudiesAttributes.Code) is null || !IsQuarantined(incoming, file)).Select(file => $"{file}: {file.Text(StudiesAttributes.Code)}")]);
        var held = world.Holds.Select(hold => hold.Sk).ToHashSet();
        yield return new FaultCheck("every held file stands on the list of a person", kept.Count(file => StateOf(file) == FileState.Held), [.. kept.Where(file => StateOf(file) == FileState.Held && !held.Contains($"{StudiesTable.HoldPrefix}{file.Pk[StudiesTable.UploadPrefix.Length..]}#{file.Sk[StudiesTable.FilePrefix.Length..]}")).Select(file => file.ToString())]);
        yield return new FaultCheck("what was sent good is accepted, what was sent bad is not", arrived.Count, [.. arrived.Where(file => file.Row is not null && !IsTakenBack(file.Row) && !IsExpected(file.Row, taken)).Select(file => $"{file.Key}: {file.Row!.Text(StudiesAttributes.State)} {file.Row.Text(StudiesAttributes.Code)}")]);
    }

    private static FileState StateOf(StoredItem row) => StoredNames.Parse<FileState>(row.Text(StudiesAttributes.State)!);

    private static FileState? EndOf(StoredItem? row) => row is null || StateOf(row) is FileState.Pending or FileState.Expired ? null : StateOf(row);

    private static StoredItem? RowOf(string key, Dictionary<(string, string), StoredItem> rows) => key.Split('/') is [_, var upload, var file] ? rows.GetValueOrDefault((upload, file)) : null;

    private static IEnumerable<string> Missing(IReadOnlyDictionary<string, PlannedStudy> taken, IEnumerable<string?> arrived)
    {
        var there = arrived.ToHashSet();
        return taken.Where(file => !there.Contains(file.Key)).Select(file => $"study {file.Value.Number}: {file.Key}");
    }

    private static bool IsStored(StoredWorld world, StoredItem instance)
    {
        var (key, bucket) = (instance.Text(StudiesAttributes.ObjectKey)!, world.Objects[ResourceNames.DeidentifiedBucket]);
        return bucket.GetValueOrDefault(key) > 0 && bucket.ContainsKey(ObjectKeys.Report(key));
    }

    private static bool IsQuarantined(IReadOnlyDictionary<string, long> incoming, StoredItem file) =>
        incoming.GetValueOrDefault($"{ObjectKeys.QuarantinePrefix}{file.Pk[StudiesTable.UploadPrefix.Length..]}/{file.Sk[StudiesTable.FilePrefix.Length..]}") == file.Number(StudiesAttributes.Bytes);

    /// <summary>By what its study tries. A file that nobody was told of the taking of is judged by its neighbours' checks alone.</summary>
    private static bool IsExpected(StoredItem row, IReadOnlyDictionary<string, PlannedStudy> taken)
    {
        if (!taken.TryGetValue(row.Text(StudiesAttributes.Sha256)!, out var study))
            return true;
        var (state, code) = (StateOf(row), row.Text(StudiesAttributes.Code));
        if (state is FileState.Accepted or FileState.Duplicate)
            return true;
        // Which of a patient's two names is the known one, and which of two files, is for whichever came first to say.
        if (code == RefusalCodes.IdentityConflict)
            return taken.Values.Any(other => other.Kind == StudyKind.OtherName && other.Patient == study.Patient);
        return study.Kind switch
        {
            StudyKind.Poison => state == FileState.Refused && code is not null,
            StudyKind.Conflict => code == RefusalCodes.InstanceConflict,
            _ => false,
        };
    }
}
