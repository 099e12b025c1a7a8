using System.Globalization;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>What a manifest may hold. Every fault is named by its member; the first fifty are told.</summary>
public static class ManifestCheck
{
    /// <summary>A URL with a session's token takes about 2 KB of an answer that Lambda lets grow to 6 MB.</summary>
    public const int MostFiles = 2000;

    /// <summary>S3 takes no more in one PUT (S3 User Guide, "Uploading objects").</summary>
    public const long LargestFile = 5L * 1024 * 1024 * 1024;

    public const int LongestQuestion = 500;
    private const int MostErrors = 50;

    /// <summary>Null when the manifest is good.</summary>
    public static Problem? Of(Manifest manifest) => Of(Faults(manifest));

    /// <summary>Null when what follows is good.</summary>
    public static Problem? Of(Addition addition) => Of(Faults(addition.Files));

    private static Problem? Of(IEnumerable<(string Member, string Error)> faults)
    {
        var errors = faults.Take(MostErrors).ToDictionary(fault => fault.Member, fault => new[] { fault.Error });
        return errors.Count > 0 ? Problems.InvalidBody(errors) : null;
    }

    /// <summary>Null for no name of a priority.</summary>
    public static Priority? PriorityOf(string? name) =>
        name is null ? Priority.Routine : Enum.GetValues<Priority>().Where(priority => StoredNames.Of(priority) == name).Select(priority => (Priority?)priority).FirstOrDefault();

    private static IEnumerable<(string Member, string Error)> Faults(Manifest manifest)
    {
        if (PriorityOf(manifest.Priority) is null)
            yield return ("priority", "must be routine, urgent or stat");
        if (manifest.Question?.Length > LongestQuestion)
            yield return ("question", $"must not be longer than {LongestQuestion} characters");
        if (manifest is { More: true, Files: null or { Count: 0 } })
            yield break;
        foreach (var fault in Faults(manifest.Files))
            yield return fault;
    }

    private static IEnumerable<(string Member, string Error)> Faults(IReadOnlyList<ManifestFile>? announced)
    {
        if (announced is not { Count: > 0 and <= MostFiles } files)
        {
            yield return ("files", string.Create(CultureInfo.InvariantCulture, $"must be 1 to {MostFiles} files; send a larger study as several uploads"));
            yield break;
        }
        for (var index = 0; index < files.Count; index++)
            foreach (var (member, error) in Faults(files[index]))
                yield return ($"files[{index}]{member}", error);
    }

    private static IEnumerable<(string Member, string Error)> Faults(ManifestFile? file)
    {
        if (file is null)
        {
            yield return ("", "must be an object");
            yield break;
        }
        if (file.Bytes is not (>= 1 and <= LargestFile))
            yield return (".bytes", $"must be 1 to {LargestFile}");
        if (file.Sha256 is not { Length: 64 } digest || !digest.All(char.IsAsciiHexDigit))
            yield return (".sha256", "must be 64 hexadecimal digits");
    }
}
