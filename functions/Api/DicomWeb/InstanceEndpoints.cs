using FirstRead.Core.DicomWeb;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>WADO-RS instances (PS3.18 10.4.1.1.1): whole files, as stored or in Explicit VR Little Endian.</summary>
internal sealed class InstanceEndpoints(ApiPorts ports, StudyHoldings holdings, InstanceCall instances, ResourceUrls urls, DicomWebAudit audit)
{
    private const string MediaType = "application/dicom";
    private const int MostFiles = 500;

    private readonly StoredFrames files = new(ports.Ranges);

    public Task<Answer> InstanceAsync(Call call) => instances.DoAsync(call, async (study, header) =>
    {
        if (header.Length > DicomWebProblems.LargestAnswer)
            return DicomWebProblems.TooLarge(header.Place);
        if (Choose(call, header.Syntax, isMany: false) is not { } chosen)
            return DicomWebProblems.NotAcceptable(header.Syntax.Uid);
        var file = await FileAsync(header, chosen.Transcode, call.Cancelled);
        return file switch
        {
            null => Problems.NotFound,
            { Length: > DicomWebProblems.LargestAnswer } => DicomWebProblems.TooLarge(header.Place),
            _ when chosen.IsMultipart => MultipartAnswer.Of([PartOf(study, header, file, chosen.Syntax)], MediaType, chosen.Syntax, ports.Random),
            _ => Answer.Content(file, MultipartAnswer.Typed(MediaType, chosen.Syntax)),
        };
    });

    public Task<Answer> SeriesAsync(Call call) => ManyAsync(call, study => holdings.ListAsync(call, study, call.Route("seriesUid")));

    public Task<Answer> StudyAsync(Call call) => ManyAsync(call, study => holdings.ListAsync(call, study));

    private async Task<Answer> ManyAsync(Call call, Func<Study, Task<IReadOnlyList<CatalogueEntry>>> entriesOf)
    {
        if (await holdings.FindAsync(call) is not { } study)
            return Problems.NotFound;
        await audit.ReadAsync(call, study.Id);
        try
        {
            var entries = await entriesOf(study);
            if (entries.Count == 0)
                return Problems.NotFound;
            if (entries.Count > MostFiles)
                return DicomWebProblems.TooMany;
            var (parts, total, syntaxes) = (new List<Part>(), 0L, new HashSet<string>());
            foreach (var entry in entries)
            {
                if (await InstanceHeader.ReadAsync(ports.Ranges, entry.Place, call.Cancelled) is not { } header)
                    continue;
                if (Choose(call, header.Syntax, isMany: true) is not { } chosen)
                    return DicomWebProblems.NotAcceptable(header.Syntax.Uid);
                if ((total += header.Length) > DicomWebProblems.LargestAnswer || await FileAsync(header, chosen.Transcode, call.Cancelled) is not { } file)
                    return DicomWebProblems.TooMany;
                parts.Add(PartOf(study, header, file, chosen.Syntax));
                syntaxes.Add(chosen.Syntax);
            }
            return MultipartAnswer.Of(parts, MediaType, syntaxes.Count == 1 ? syntaxes.Single() : "*", ports.Random);
        }
        catch (DicomException broken)
        {
            return DicomWebProblems.Broken(broken);
        }
    }

    private async Task<byte[]?> FileAsync(InstanceHeader header, bool transcode, CancellationToken cancel) =>
        await files.ReadWholeAsync(header, cancel) is { } file ? transcode ? Transcoding.ToExplicitLittleEndian(file, header.Syntax) : file : null;

    private Part PartOf(Study study, InstanceHeader header, byte[] file, string syntax) => new(
        MultipartAnswer.Typed(MediaType, syntax),
        urls.Instance(study.StudyInstanceUid, header.Dataset.GetString(Tags.SeriesInstanceUID) ?? "", header.Dataset.GetString(Tags.SOPInstanceUID) ?? ""),
        file);

    /// <summary>Without a transfer syntax it is Explicit VR Little Endian (8.7.3.5.2); <c>*</c> is as stored.</summary>
    private static (string Syntax, bool Transcode, bool IsMultipart)? Choose(Call call, TransferSyntax stored, bool isMany)
    {
        var explicitLittle = TransferSyntax.ExplicitLittleEndian.Uid;
        foreach (var range in MetadataAnswer.Accepted(call).Where(range => range.Covers(MediaType) && (!isMany || range.IsMultipart || range.Type == "*/*")))
        {
            var (syntax, multipart) = (range.TransferSyntax ?? explicitLittle, range.IsMultipart || isMany);
            if (syntax == "*" || syntax == stored.Uid)
                return (stored.Uid, false, multipart);
            if (syntax == explicitLittle && (!stored.IsEncapsulated || StoredFrames.CanDecode(stored)))
                return (explicitLittle, true, multipart);
        }
        return null;
    }
}
