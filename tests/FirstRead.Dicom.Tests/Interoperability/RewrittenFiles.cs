using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Tests.RealFiles;
using FirstRead.Dicom.Writing;

namespace FirstRead.Dicom.Tests.Interoperability;

/// <summary>A file of the collection, and what we made of it.</summary>
/// <param name="Name">For messages: where it lies in the collection, and the syntax it was written in.</param>
internal sealed record RewrittenFile(string Original, string Copy, string Name, bool IsDeflated);

/// <summary>
/// Every readable file of the collection, written once in its own transfer syntax and, if its pixels are native, once in
/// another: the four take turns, so that each of them comes to every fourth file.
/// </summary>
internal static class RewrittenFiles
{
    public static IReadOnlyList<RewrittenFile> Write(string collection, string target)
    {
        var written = new List<RewrittenFile>();
        var turn = 0;
        foreach (var file in SampleFiles.In(collection))
        {
            var original = Path.Combine(collection, file);
            if (SyntaxOf(original) is not { } own) continue;
            foreach (var syntax in own.IsEncapsulated || own.Uid.StartsWith("1.2.840.10008.1.2.4", StringComparison.Ordinal) ? [own] : new[] { own, Pictures.NativeSyntaxes[turn++ % 4] }.Distinct())
            {
                var copy = Path.Combine(target, $"{written.Count}.dcm");
                Copy(original, copy, syntax);
                written.Add(new RewrittenFile(original, copy, $"{file} in {syntax.Name}", syntax.IsDeflated));
            }
        }
        return written;
    }

    private static TransferSyntax? SyntaxOf(string path)
    {
        try
        {
            using var reader = Open(path);
            while (reader.Read()) { }
            return reader.TransferSyntax;
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static void Copy(string original, string copy, TransferSyntax syntax)
    {
        var (sopClass, instance) = Uids(original);
        using var reader = Open(original);
        using var writer = new DicomWriter(File.Create(copy), syntax);
        writer.WriteFileMeta(sopClass ?? reader.FileMeta.MediaStorageSopClassUid ?? "2.25.1", instance ?? reader.FileMeta.MediaStorageSopInstanceUid ?? "2.25.2");
        while (reader.Read()) writer.Copy(reader);
        writer.Complete();
    }

    private static (string? Class, string? Instance) Uids(string path)
    {
        using var stream = File.OpenRead(path);
        var head = DicomDataset.Read(stream, Tags.StudyDate, new ReadLimits { RequirePixels = false });
        return (head.GetString(Tags.SOPClassUID), head.GetString(Tags.SOPInstanceUID));
    }

    private static DicomReader Open(string path) => new(File.OpenRead(path), new ReadLimits { RequirePixels = false });
}
