using System.Text;
using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

public sealed class ReportTests
{
    [Test]
    public void Json_OfAnInstance_HoldsCountsAndPixels()
    {
        var report = new DeidentificationReport("basic", ["113100"], [new AttributeCount("(0010,0010)", "PatientName", "emptied", "table", null, 2)], new PixelFindings([0, 3], 1));

        Assert.That(
            Encoding.UTF8.GetString(ReportJson.Write(report)),
            Is.EqualTo("""{"profile":"basic","options":["113100"],"attributes":[{"tag":"(0010,0010)","keyword":"PatientName","action":"emptied","reason":"table","count":2}],"pixels":{"boxesBlanked":[0,3],"markersKept":1}}"""));
    }

    [Test]
    public void Study_TwoInstances_AddsUp()
    {
        var name = new AttributeCount("(0010,0010)", "PatientName", "emptied", "table", null, 2);
        var study = StudyReport.Of([new("basic", ["113100"], [name], null), new("basic", ["113100", "113101"], [name with { Count = 3 }], new PixelFindings([1, 2], 4))]);

        Assert.That(study.Attributes, Is.EqualTo(new[] { name with { Count = 5 } }));
        Assert.That(study.Options["113101"], Is.EqualTo(1));
        Assert.That((study.Instances, study.BoxesBlanked, study.MarkersKept), Is.EqualTo((2, 3, 4)));
    }
}
