namespace FirstRead.Cli.Upload;

/// <summary>What a clinic reads after an upload: each file that did not go through, and why. The numbers are those of the portal's pages.</summary>
public static class UploadReport
{
    /// <param name="states">Of every upload that has one of the files.</param>
    /// <returns>0 when every sent file was accepted or is a harmless duplicate, else 1.</returns>
    public static int Write(TextWriter output, IReadOnlyList<SentFile> sent, IReadOnlyList<UploadProgress> states)
    {
        var files = sent.ToDictionary(file => file.Slot.FileId, file => file.File);
        var settled = states.SelectMany(state => state.Files.Where(file => Sent(file) is not null).Select(file => (Status: file, Upload: state))).ToList();
        foreach (var group in settled.GroupBy(file => file.Status.State).OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine($"{group.Count(),6} {group.Key}");
        foreach (var upload in states)
        {
            output.WriteLine($"upload {upload.UploadId}");
            foreach (var file in upload.Files.Where(file => file.Code is not null))
                if (Sent(file) is { } local)
                    output.WriteLine($"       file {file.Number}{(file.Archive is null ? "" : " in an archive")} ({local.Name}): {file.State}, {file.Code}: {file.Message}");
        }
        foreach (var study in states.SelectMany(state => state.Studies).DistinctBy(study => study.StudyId))
            output.WriteLine($"       study {study.StudyId}: {study.Status}");
        return settled.Any(file => file.Status.State is "refused" or "held" or "expired") ? 1 : 0;

        // What came out of an archive counts with the archive that was sent.
        LocalFile? Sent(FileStatus file) => files.GetValueOrDefault(file.Archive ?? file.FileId);
    }
}
