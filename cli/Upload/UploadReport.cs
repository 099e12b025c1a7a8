namespace FirstRead.Cli.Upload;

/// <summary>What a clinic reads after an upload: each file that did not go through, and why.</summary>
public static class UploadReport
{
    /// <returns>0 when every sent file was accepted or is a harmless duplicate, else 1.</returns>
    public static int Write(TextWriter output, Receipt receipt, UploadState state)
    {
        foreach (var group in state.Files.GroupBy(file => file.State).OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine($"{group.Count(),6} {group.Key}");
        foreach (var (file, slot) in state.Files.Join(receipt.Files, file => file.FileId, slot => slot.FileId, (file, slot) => (file, slot)))
            if (file.Code is not null)
                output.WriteLine($"       file {slot.Index + 1}: {file.State}, {file.Code}: {file.Message}");
        foreach (var study in state.Studies)
            output.WriteLine($"       study {study.StudyId}: {study.Status}");
        return state.Files.Any(file => file.State is "refused" or "held" or "expired") ? 1 : 0;
    }
}
