using System.Globalization;
using FirstRead.Core.DicomWeb;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Pixels;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>WADO-RS frames and pixel data (PS3.18 10.4.1.6): as they are stored, or decoded where that is asked for and can be done.</summary>
internal sealed class FrameEndpoints(ApiPorts ports, InstanceCall instances, ResourceUrls urls)
{
    private const int MostFrames = 1000;

    private readonly StoredFrames frames = new(ports.Ranges);

    public Task<Answer> FramesAsync(Call call) => instances.DoAsync(call, (study, header) => AnswerAsync(call, study, header, description => FramesOf(call.Route("frames"), description)));

    /// <summary>All frames.</summary>
    public Task<Answer> PixelDataAsync(Call call) => instances.DoAsync(call, (study, header) => AnswerAsync(call, study, header, description => (Enumerable.Range(0, description.Frames), null)));

    /// <summary>Some bytes of the file: what metadata point at.</summary>
    public Task<Answer> BulkDataAsync(Call call) => instances.DoAsync(call, async (study, header) =>
    {
        if (call.Route("place").Split('-') is not [var first, var count] || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length < 1 || from + length > header.Length)
            return Problems.NotFound;
        if (length > DicomWebProblems.LargestAnswer)
            return DicomWebProblems.TooLarge(header.Place);
        var bytes = await frames.SliceAsync(header, from, length, call.Cancelled);
        var accepted = MetadataAnswer.Accepted(call).FirstOrDefault(range => range.Covers(FrameMedia.Octets));
        if (accepted is null)
            return DicomWebProblems.NotAcceptable(header.Syntax.Uid);
        var location = ResourceUrls.Bulk(urls.Instance(study.StudyInstanceUid, call.Route("seriesUid"), call.Route("instanceUid")), from, length);
        return accepted.IsMultipart
            ? MultipartAnswer.Of([new Part(FrameMedia.Octets, location, bytes)], FrameMedia.Octets, "1.2.840.10008.1.2.1", ports.Random)
            : Answer.Content(bytes.ToArray(), FrameMedia.Octets);
    });

    private async Task<Answer> AnswerAsync(Call call, Study study, InstanceHeader header, Func<PixelDescription, (IEnumerable<int>? Frames, Problem? Problem)> select)
    {
        if (StoredFrames.Describe(header) is not { } description)
            return Problems.NotFound;
        var (selected, problem) = select(description);
        if (selected is null)
            return problem!;
        int[] asked = [.. selected];
        if (FrameMedia.Choose(MetadataAnswer.Accepted(call), header.Syntax, description, asked.Length) is not { } media)
            return DicomWebProblems.NotAcceptable(header.Syntax.Uid);
        if ((StoredFrames.BytesOf(header, description) ?? (media.Decode ? description.FrameBytes : 0)) * asked.Length > DicomWebProblems.LargestAnswer)
            return asked.Length > 1 ? DicomWebProblems.TooMany : DicomWebProblems.TooLarge(header.Place);
        if (await frames.ReadAsync(header, description, asked, call.Cancelled) is not { } stored)
            return DicomWebProblems.TooLarge(header.Place);
        var bytes = media.Decode ? [.. stored.Select(frame => (ReadOnlyMemory<byte>)FrameDecoder.Decode(frame, description, header.Syntax))] : stored;
        if (bytes.Sum(frame => (long)frame.Length) > DicomWebProblems.LargestAnswer)
            return asked.Length > 1 ? DicomWebProblems.TooMany : DicomWebProblems.TooLarge(header.Place);
        var type = MultipartAnswer.Typed(media.Type, media.TransferSyntax);
        if (!media.IsMultipart)
            return Answer.Content(bytes[0].ToArray(), type);
        var instance = urls.Instance(study.StudyInstanceUid, call.Route("seriesUid"), call.Route("instanceUid"));
        return MultipartAnswer.Of([.. bytes.Select((frame, index) => new Part(type, $"{instance}/frames/{asked[index] + 1}", frame))], media.Type, media.TransferSyntax, ports.Random);
    }

    /// <summary>A list of numbers from 1, none of them twice (PS3.18 10.4.1.6).</summary>
    private static (IEnumerable<int>? Frames, Problem? Problem) FramesOf(string list, PixelDescription description)
    {
        var parts = list.Split(',');
        var numbers = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Distinct().ToArray();
        if (numbers.Length != parts.Length || numbers.Length > MostFrames || numbers.Any(number => number < 1))
            return (null, DicomWebProblems.InvalidQuery("frames", $"must be at most {MostFrames} numbers from 1 on, parted by commas, none of them twice"));
        return numbers.Any(number => number > description.Frames) ? (null, Problems.NotFound) : (numbers.Select(number => number - 1), null);
    }
}
