using FirstRead.Core.Deidentification.Pixels;
using Microsoft.ML.OnnxRuntime;

namespace FirstRead.TextDetection;

/// <summary>Both nets in memory.</summary>
internal sealed class TextNets(Net detection, TextReader reader) : IDisposable
{
    public Net Detection { get; } = detection;

    public TextReader Reader { get; } = reader;

    /// <exception cref="TextDetectorUnavailableException">A file or the native library is missing, or does not load.</exception>
    public static TextNets Load(string folder)
    {
        try
        {
            var characters = File.ReadAllLines(Path.Combine(folder, "characters.txt"));
            return new TextNets(
                Net.Open(Path.Combine(folder, "detection.onnx")),
                new TextReader(Net.Open(Path.Combine(folder, "recognition.onnx")), characters));
        }
        catch (Exception problem) when (problem is IOException or OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new TextDetectorUnavailableException($"The text detector does not load from {folder}: {problem.GetType().Name}.", problem);
        }
    }

    public void Dispose()
    {
        Detection.Dispose();
        Reader.Dispose();
    }
}
