using System.Text;
using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class ReportTests
{
    [Test]
    public void Json_OfAnInstance_HoldsCountsAndPixels()
    {
        var report = new DeidentificationReport("basic", "Method 1", "FirstRead 1.2.3", ["113100"], [new AttributeCount("(0010,0010)", "PatientName", "emptied", "table", null, 2)], new PixelFindings([0, 3], 1));

        Assert.That(
            Encoding.UTF8.GetString(ReportJson.Write(report)),
            Is.EqualTo("""{"profile":"basic","method":"Method 1","software":"FirstRead 1.2.3","options":["113100"],"attributes":[{"tag":"(0010,0010)","keyword":"PatientName","action":"emptied","reason":"table","count":2}],"pixels":{"boxesBlanked":[0,3],"markersKept":1}}"""));
    }

    [Test]
    public void Json_OfAnInstance_IsReadAsItWasWritten()
    {
        var report = new DeidentificationReport("basic", "Method 1", "FirstRead 1.2.3", ["113100", "113107"], [new("(0008,0020)", "StudyDate", "dateShifted", "table", "113107", 2)], new PixelFindings([0, 3], 1));

        var read = ReportJson.Read(ReportJson.Write(report));

        Assert.That(ReportJson.Write(read), Is.EqualTo(ReportJson.Write(report)));
        Assert.That(() => ReportJson.Read("[]"u8.ToArray()), Throws.InstanceOf<System.Text.Json.JsonException>());
    }

    [Test]
    public void Study_TwoInstances_AddsUp()
    {
        var name = new AttributeCount("(0010,0010)", "PatientName", "emptied", "table", null, 2);
        var study = StudyReport.Of([new("basic", "m", "v1", ["113100"], [name], null), new("basic", "m", "v2", ["113100", "113101"], [name with { Count = 3 }], new PixelFindings([1, 2], 4))]);

        Assert.That(study.Attributes, Is.EqualTo(new[] { name with { Count = 5 } }));
        Assert.That(study.Options["113101"], Is.EqualTo(1));
        Assert.That((study.Instances, study.PixelInstances, study.BoxesBlanked, study.MarkersKept), Is.EqualTo((2, 1, 3, 4)));
        Assert.That(study.Software, Is.EqualTo(new[] { "v1", "v2" }));
    }
}
