using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FirstRead.Cli.Bench.Text;

/// <summary>Has glyphs.py draw lines of text with real fonts.</summary>
internal static class GlyphRenderer
{
    private const string FontFolder = "/usr/share/fonts/truetype/";

    /// <summary>Fonts of Debian's fonts-dejavu-core and fonts-liberation; those that the machine has.</summary>
    public static IReadOnlyList<string> Fonts { get; } =
    [
        .. new[]
        {
            "dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSerif.ttf",
            "liberation/LiberationSans-Regular.ttf", "liberation/LiberationMono-Regular.ttf", "liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSerif-Regular.ttf",
        }.Select(name => FontFolder + name).Where(File.Exists),
    ];

    public static IReadOnlyList<GlyphMask> Draw(string repository, IReadOnlyList<PlantedText> texts)
    {
        var script = Path.Combine(repository, "cli/Bench/Text/glyphs.py");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        }) ?? throw new CommandException("/usr/bin/python3 did not start.");
        using (var input = python.StandardInput)
            input.Write(string.Concat(texts.Select(text => $"{text.Font}\t{text.Height}\t{text.Text}\n")));
        using var output = new MemoryStream();
        python.StandardOutput.BaseStream.CopyTo(output);
        python.WaitForExit();
        if (python.ExitCode != 0)
            throw new CommandException("glyphs.py failed: it needs Debian's python3-pil.");
        return Parse(output.ToArray(), texts.Count);
    }

    private static List<GlyphMask> Parse(byte[] bytes, int count)
    {
        var (masks, at) = (new List<GlyphMask>(count), 0);
        while (masks.Count < count)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', at);
            var size = Encoding.ASCII.GetString(bytes, at, end - at).Split(' ');
            var (width, height) = (int.Parse(size[0], CultureInfo.InvariantCulture), int.Parse(size[1], CultureInfo.InvariantCulture));
            masks.Add(new GlyphMask(width, height, bytes[(end + 1)..(end + 1 + width * height)]));
            at = end + 1 + width * height;
        }
        return masks;
    }
}
