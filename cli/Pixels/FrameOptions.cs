using System.CommandLine;

namespace FirstRead.Cli.Pixels;

/// <summary>What <c>pixels</c> and <c>render</c> both ask for.</summary>
internal static class FrameOptions
{
    public static Argument<FileInfo> File() => new Argument<FileInfo>("FILE") { Description = "A DICOM file." }.AcceptExistingOnly();

    public static Option<int> Frame() => new("--frame") { Description = "The frame's number, from 0.", DefaultValueFactory = _ => 0 };
}
