using System.Diagnostics;
using FirstRead.Core.Analysis;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests;

/// <summary>What a person does to the look of a picture must not change what a model says of it.</summary>
public sealed class StableAnswerTests
{
    private static readonly Spot Bright = new(150, 100, 40);

    [TestCase(700, 400)]
    [TestCase(2000, 4000)]
    public async Task Window_OfTheHeader_ChangesNothing(double center, double width) =>
        Assert.That(await ConfidenceAsync(Chest(Bright).Add(Tags.WindowCenter, center).Add(Tags.WindowWidth, width)), Is.EqualTo(await ConfidenceAsync(Chest(Bright))));

    [Test]
    public async Task Monochrome1_OfTheSamePicture_IsTheSame() =>
        Assert.That(
            await ConfidenceAsync(Chest(Bright).WithValues(value => 4095 - value).Add(Tags.PhotometricInterpretation, "MONOCHROME1")),
            Is.EqualTo(await ConfidenceAsync(Chest(Bright))).Within(1e-4));

    [Test]
    public async Task Rescale_InTheHeader_IsTheSame() =>
        Assert.That(await ConfidenceAsync(Chest(Bright).Add(Tags.RescaleSlope, 0.25).Add(Tags.RescaleIntercept, -300.0)), Is.EqualTo(await ConfidenceAsync(Chest(Bright))).Within(1e-4));

    [Test]
    public async Task VoiTable_ThatTurnsTheSpotDark_IsApplied()
    {
        // A table belongs to the picture: from 2000 on it goes down again.
        var entries = Enumerable.Range(0, 4096).SelectMany(value => BitConverter.GetBytes((ushort)(value < 2000 ? value : 1200))).ToArray();
        var table = new DicomDataset().Add(Tags.LUTDescriptor, 4096, 0, 12).Add(Tags.LUTData, Vr.OW, entries);
        var result = await SpotModels.RunAsync(Chest(Bright).AddSequence(Tags.VOILUTSequence, table));
        Assert.That(result.Findings, Is.Empty);
    }

    [Test]
    public async Task Padding_AroundThePicture_IsItsLowestValue()
    {
        // A white frame of padding: without its mark it would be the brightest thing there is.
        var framed = Chest().WithValues(value => value);
        var values = framed.Values();
        for (var index = 0; index < 600 * 40; index++)
            values[index] = 4095;
        framed = framed.Add(Tags.PixelData, Vr.OW, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        Assert.That((await SpotModels.RunAsync(framed)).Outcome == AnalysisOutcome.NotApplicable || (await SpotModels.RunAsync(framed)).Findings.Count > 0, "the test's own ground");
        Assert.That((await SpotModels.RunAsync(framed.Add(Tags.PixelPaddingValue, 4095))).Findings, Is.Empty);
    }

    [TestCase("+eb")]
    [TestCase("+e1")]
    public async Task Jpeg_ToAndFro_ChangesLittle(string process)
    {
        var (plain, packed) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllBytesAsync(plain, Chest(Bright).File());
            if (await RunAsync("dcmcjpeg", process, plain, packed) != 0)
                Assert.Fail("dcmcjpeg failed.");
            var result = await SpotModels.RunAsync(new MemoryStudy([await File.ReadAllBytesAsync(packed)]));
            Assert.That(result.Findings.Single().Confidence, Is.EqualTo(await ConfidenceAsync(Chest(Bright))).Within(0.01));
        }
        finally
        {
            File.Delete(plain);
            File.Delete(packed);
        }
    }

    private static async Task<double> ConfidenceAsync(DicomDataset picture) => (await SpotModels.RunAsync(picture)).Findings.Single().Confidence;

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(program, arguments);
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed.");
            throw;
        }
    }
}
