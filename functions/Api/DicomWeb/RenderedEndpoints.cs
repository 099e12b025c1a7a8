using System.Globalization;
using FirstRead.Core.DicomWeb;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Rendering;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>WADO-RS rendered (PS3.18 10.4.1.1.3): one frame as JPEG or PNG, with the window and the size that are asked for.</summary>
internal sealed class RenderedEndpoints(ApiPorts ports, InstanceCall instances)
{
    private const string Jpeg = "image/jpeg";
    private const string Png = "image/png";

    private readonly StoredFrames frames = new(ports.Ranges);

    /// <summary>Of many frames the first.</summary>
    public Task<Answer> InstanceAsync(Call call) => RenderAsync(call, 0);

    public Task<Answer> FrameAsync(Call call) =>
        int.TryParse(call.Route("frames"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? RenderAsync(call, number - 1)
            : Task.FromResult<Answer>(DicomWebProblems.InvalidQuery("frames", "must be one number from 1 on"));

    private async Task<Answer> RenderAsync(Call call, int frame)
    {
        var (parameters, parameter, fault) = RenderingParameters.Parse(call.Query);
        if (parameters is null)
            return DicomWebProblems.InvalidQuery(parameter!, fault!);
        var accepted = MetadataAnswer.Accepted(call).Where(range => !range.IsMultipart);
        if (accepted.Select(range => range.Covers(Jpeg) ? Jpeg : range.Covers(Png) ? Png : null).FirstOrDefault(type => type is not null) is not { } type)
            return DicomWebProblems.NotAcceptable("of any image, as image/jpeg or image/png");
        return await instances.DoAsync(call, async (study, header) =>
        {
            if (StoredFrames.Describe(header) is not { } description || header.Syntax.IsEncapsulated && !StoredFrames.CanDecode(header.Syntax))
                return DicomWebProblems.NoPicture(header.Syntax.Uid);
            if (frame >= description.Frames)
                return Problems.NotFound;
            if (description.FrameBytes > StoredFrames.MostWhole || await frames.ReadAsync(header, description, [frame], call.Cancelled) is not [var stored])
                return DicomWebProblems.TooLarge(header.Place);
            var picture = parameters.Apply(Draw(header, description, stored, frame, parameters.Window));
            using var target = new MemoryStream();
            if (type == Jpeg)
                JpegWriter.Write(target, picture, parameters.Quality);
            else
                picture.WritePng(target);
            return target.Length > DicomWebProblems.LargestAnswer ? DicomWebProblems.TooMany : Answer.Content(target.ToArray(), type);
        });
    }

    private static Picture Draw(InstanceHeader header, PixelDescription description, ReadOnlyMemory<byte> stored, int frame, WindowLevel? window)
    {
        if (header.Pixels!.IsEncapsulated)
        {
            var samples = FrameDecoder.Decode(stored, description, header.Syntax);
            return FrameRendering.Render(header.Dataset, samples, FrameDecoder.Describe(description, header.Syntax, stored.Span), frame, window);
        }
        // The frame as an image of its own: its samples are then put side by side as every other's.
        var alone = new DicomDataset();
        foreach (var element in header.Dataset)
            alone.Set(element);
        alone.Remove(Tags.NumberOfFrames);
        alone.Add(header.Pixels.Tag, Vr.OW, stored);
        var one = PixelFrames.Open(alone, Dicom.Registry.TransferSyntax.ExplicitLittleEndian);
        return FrameRendering.Render(header.Dataset, one.GetFrame(0).Span, one.Description, frame, window);
    }
}
