namespace FirstRead.Core.Studies;

/// <summary>What became of an upload's files, counted by rows when none was pending.</summary>
/// <param name="Ignored">Directories of media, archives, and what an archive held beside images.</param>
public sealed record FileTally(int Accepted, int Duplicate, int Refused, int Held, int Expired, int Ignored = 0)
{
    public static FileTally Of(IReadOnlyCollection<UploadFile> files)
    {
        int Count(FileState state) => files.Count(file => file.State == state);
        return new FileTally(
            Count(FileState.Accepted), Count(FileState.Duplicate), Count(FileState.Refused), Count(FileState.Held), Count(FileState.Expired), Count(FileState.Ignored));
    }
}
