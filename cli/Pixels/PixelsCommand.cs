using System.CommandLine;

namespace FirstRead.Cli.Pixels;

/// <summary><c>firstread pixels FILE --frame N --raw OUT</c>: a frame's samples as they are stored.</summary>
public static class PixelsCommand
{
    public static Command Create()
    {
        var file = FrameOptions.File();
        var frame = FrameOptions.Frame();
        var raw = new Option<FileInfo>("--raw") { Description = "Where the samples go: little endian, the colours of a pixel side by side, no colour conversion.", Required = true };
        var command = new Command("pixels", "Decode a frame of a DICOM file to its native samples.") { file, frame, raw };
        command.SetAction(async (parsed, cancel) =>
        {
            var decoded = FrameFile.Read(parsed.GetRequiredValue(file), parsed.GetValue(frame));
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(raw).FullName, decoded.Samples, cancel);
            return 0;
        });
        return command;
    }
}
