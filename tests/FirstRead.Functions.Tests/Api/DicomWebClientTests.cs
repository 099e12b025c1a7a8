using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Api;

/// <summary>A client of DICOMweb that is not ours (npm dicomweb-client, the one that OHIF uses) reads a study, to the last pixel.</summary>
public class DicomWebClientTests
{
    [Test]
    public async Task IndependentClient_ReadsStudyAndEveryPixel()
    {
        var world = await World.GetAsync();
        var images = await StoredImages.SeedAsync(world);
        var read = await RunAsync(world.AddressOf(Server.Api), world.TokenOf(Role.Radiologist), images.Uid);
        string[] Frames(string series, int number) => [.. read.GetProperty("frames").GetProperty(StoredImages.InstanceOf(series, number)).EnumerateArray().Select(frame => frame.GetString()!)];
        var cine = Enumerable.Range(0, 3).Select(frame => DigestOf(StoredImages.Pixels(frame, 256)));
        Assert.Multiple(() =>
        {
            Assert.That((read.GetProperty("studies").GetInt32(), read.GetProperty("series").GetInt32(), read.GetProperty("instances").GetInt32()), Is.EqualTo((1, 4, 5)));
            Assert.That(Frames(images.Slices, 2), Is.EqualTo(new[] { DigestOf(StoredImages.Pixels(2, 512)) }));
            Assert.That(Frames(images.Frames, 1), Is.EqualTo(cine));
            Assert.That(Frames(images.Compressed, 1), Is.EqualTo(cine), "RLE, decoded here");
            Assert.That(read.GetProperty("frames").GetProperty($"{StoredImages.InstanceOf(images.Compressed, 1)} picture")[0].GetString(), Is.EqualTo("PNG"));
        });
    }

    private static string DigestOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<JsonElement> RunAsync(Uri address, string token, string study)
    {
        var script = RepositoryRoot.Combine("tests", "FirstRead.Functions.Tests", "Api", "dicomweb-client.mjs");
        var start = new ProcessStartInfo("node", [script, address.GetLeftPart(UriPartial.Authority), token, study])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var complaint = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await complaint);
        using var document = JsonDocument.Parse(said);
        return document.RootElement.Clone();
    }
}
