using FirstRead.Core.Deidentification;
using FirstRead.Core.Intake;
using FirstRead.Dicom.Files;

namespace FirstRead.Cli.Deid;

/// <summary>De-identifies one file after the other into the target folder. One for each thread.</summary>
internal sealed class DeidFile(DeidOrder order, TargetFolders folders, TimeProvider clock)
{
    private const long GarbageBytes = 3 << 20;

    private readonly Deidentifier deidentifier = new(order.Profile, order.Texts);
    private readonly byte[] buffer = new byte[128 * 1024];
    private long collectedAt;

    /// <summary>Never throws for what is wrong with this one file.</summary>
    public DeidOutcome Run(InputFile file)
    {
        var started = clock.GetTimestamp();
        var (status, output, code, message, bytes) = TryRun(file);
        CollectEarly();
        return new DeidOutcome(file.Path, status, output, code, message, (long)clock.GetElapsedTime(started).TotalMilliseconds, bytes);
    }

    // The collector would wait for some 25 MB of garbage, for the processor's cache is large. A small heap is collected in
    // less time than a file takes, and the memory of the process stays below what was promised.
    private void CollectEarly()
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (allocated - collectedAt < GarbageBytes)
            return;
        collectedAt = allocated;
        GC.Collect(0);
    }

    private Result TryRun(InputFile file)
    {
        var bytes = 0L;
        try
        {
            using var source = new SourceFileStream(file.Path);
            bytes = source.Length;
            using var opened = deidentifier.Open(source);
            if (opened.Hold is { } hold)
            {
                opened.ReadToEnd();
                return new Result(DeidStatus.Held, null, hold.Code, hold.Message, bytes);
            }
            return Write(file, opened, bytes);
        }
        catch (InstanceHeldException held)
        {
            return new Result(DeidStatus.Held, null, held.Code, held.Message, bytes);
        }
        catch (InstanceRefusedException refused)
        {
            return new Result(DeidStatus.Refused, null, refused.Code, refused.Message, bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Result(DeidStatus.Refused, null, CodeOf(problem), problem.Message, bytes);
        }
        catch (Exception problem)
        {
            // An error of ours, met by this file: it must not cost the others. Its message might hold a value.
            return new Result(DeidStatus.Refused, null, DeidCodes.Internal, $"The program failed on this file ({problem.GetType().Name}).", bytes);
        }
    }

    private Result Write(InputFile file, OpenedInstance opened, long bytes)
    {
        var folder = folders.For(file.Folder);
        using var target = new NewFileStream(folder, buffer);
        var instance = deidentifier.Write(opened, order.Keys.Patients.Of(opened.Identity), order.Keys.Uids, target);
        var path = Path.Combine(folder, $"{instance.SopInstanceUid}.dcm");
        // The same bytes under the same name: the file came twice, or a run is repeated with its keys.
        if (!target.TryKeep(path) && !target.HasSameContent(path))
            return new Result(DeidStatus.Held, null, RefusalCodes.InstanceConflict, "The target folder has another file under this instance's new UID; nothing is overwritten.", bytes);
        order.Reports?.Add(instance);
        return new Result(DeidStatus.Ok, path, null, null, bytes);
    }

    private static string CodeOf(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => DeidCodes.NotFound,
        UnauthorizedAccessException => DeidCodes.NoAccess,
        _ => DeidCodes.InputOutput,
    };

    private readonly record struct Result(DeidStatus Status, string? Output, string? Code, string? Message, long Bytes);
}
