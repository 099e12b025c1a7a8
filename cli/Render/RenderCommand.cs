using System.CommandLine;
using FirstRead.Cli.Pixels;
using FirstRead.Dicom;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Cli.Render;

/// <summary><c>firstread render FILE --frame N --out PNG</c>: a frame as it is looked at.</summary>
public static class RenderCommand
{
    public static Command Create()
    {
        var file = FrameOptions.File();
        var frame = FrameOptions.Frame();
        var target = new Option<FileInfo>("--out") { Description = "The PNG to write.", Required = true };
        var window = new Option<string?>("--window") { Description = "Center and width, in modality values (HU for CT), for example 40,400. Standard: what the file asks for." };
        var command = new Command("render", "Draw a frame of a DICOM file as PNG.") { file, frame, target, window };
        command.SetAction((parsed, cancel) =>
        {
            var source = parsed.GetRequiredValue(file);
            var picture = Draw(source, parsed.GetValue(frame), WindowArgument.Parse(parsed.GetValue(window)));
            using var png = parsed.GetRequiredValue(target).Create();
            picture.WritePng(png);
            return Task.FromResult(0);
        });
        return command;
    }

    private static Picture Draw(FileInfo source, int frame, WindowLevel? window)
    {
        var decoded = FrameFile.Read(source, frame);
        try
        {
            return FrameRendering.Render(decoded.Header, decoded.Samples, decoded.Description, frame, window);
        }
        catch (DicomException error)
        {
            throw new CommandException($"{source}: {error.Message} ({error.Code})", 1, error);
        }
    }
}
