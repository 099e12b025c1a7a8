using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake.Archives;

/// <summary>
/// Makes an archive (ZIP) the files of its upload: each becomes a row and an object of its own, whose event brings it to Ingest
/// like any file. The archive's own row stays pending until the last of them stands, so that the upload cannot close before. A
/// repeat finds the same ids, passes over what is settled and does the rest again.
/// </summary>
/// <param name="patience">An upload without progress for so long has stalled.</param>
public sealed class ExpandArchive(IntakePorts ports, TimeSpan patience, ArchiveLimits limits)
{
    private const string ContentType = "application/dicom";
    private const int HeadBytes = 4;
    private readonly IUploadStore uploads = ports.Uploads;

    /// <param name="file">Refused as no DICOM.</param>
    /// <returns>The archive's end; null when the object is none.</returns>
    public async Task<UploadFile?> TryExpandAsync(IncomingObject incoming, UploadFile file, CancellationToken cancel)
    {
        var archive = new ObjectWindow(ports.Objects, incoming, file.Bytes);
        if (await archive.ReadExactlyAsync(0, HeadBytes, cancel) is not { } head || !ArchiveDirectory.Begins(head))
            return null;
        if (file.Archive is not null)
            return file.End(FileState.Refused, RefusalCodes.ArchiveLimit, "An archive inside an archive is not opened");
        try
        {
            var entries = await ArchiveDirectory.ReadAsync(archive, limits, cancel);
            if (!await uploads.CountExpandedAsync(file.Upload, file.Id, entries.Count, limits.Entries, cancel))
                return file.End(FileState.Refused, RefusalCodes.ArchiveLimit, string.Create(CultureInfo.InvariantCulture, $"With the archive's {entries.Count} files the upload would hold more than {limits.Entries}"));
            var known = (await uploads.ListFilesAsync(file.Upload, cancel)).Where(row => row.Archive == file.Id).ToDictionary(row => row.Id);
            foreach (var entry in entries)
                if (known.GetValueOrDefault(ChildOf(file.Id, entry.Number)) is null or { State: FileState.Pending or FileState.Expired })
                    await UnpackAsync(archive, incoming.Bucket, file, entry, cancel);
            return file.End(FileState.Ignored, RefusalCodes.Expanded, string.Create(CultureInfo.InvariantCulture, $"An archive of {entries.Count} files"));
        }
        catch (InstanceRefusedException refused)
        {
            return file.End(FileState.Refused, refused.Code, refused.Message);
        }
    }

    private async Task UnpackAsync(ObjectWindow archive, string bucket, UploadFile parent, ArchiveEntry entry, CancellationToken cancel)
    {
        var child = new UploadFile(
            parent.Upload, ChildOf(parent.Id, entry.Number), entry.Bytes, Sha256: "", FileState.Pending, Code: null, Message: null, Study: null, SopInstanceUid: null, entry.Number)
        {
            Archive = parent.Id,
        };
        await using var writer = await ports.Objects.CreateAsync(bucket, ObjectKeys.Incoming(child.Upload, child.Id), ContentType, cancel);
        if (await EntryReader.CopyAsync(archive, entry, writer.Content, cancel) is not { } digest)
        {
            // No object, no event: it is counted here, and before its row, so that a death between them counts once too often.
            await uploads.CountSettledAsync(child.Upload, ports.Clock.GetUtcNow() + patience, cancel);
            await uploads.AddFilesAsync([child.End(FileState.Refused, RefusalCodes.ArchiveUnreadable, "The file is broken in its archive: its bytes are not those that it was packed from")], cancel);
            return;
        }
        // The row first: the object's event must find what it promises.
        await uploads.AddFilesAsync([child with { Sha256 = digest }], cancel);
        await writer.CompleteAsync(cancel);
    }

    /// <summary>The same at every repeat; its archive's id is random, and so is this one to whoever does not know it.</summary>
    private static FileId ChildOf(FileId archive, int number) => FileId.From(BinaryPrimitives.ReadUInt128BigEndian(
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{archive}/{number}")))));
}
