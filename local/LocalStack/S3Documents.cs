using System.Text;
using System.Xml.Linq;
using FirstRead.Local.Template;

namespace FirstRead.Local.LocalStack;

/// <summary>S3's XML for what a bucket is.</summary>
internal static class S3Documents
{
    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    public static HttpContent Versioned() => Of(new XElement(Xml + "VersioningConfiguration", new XElement(Xml + "Status", "Enabled")));

    public static HttpContent Notification(IEnumerable<BucketTrigger> triggers) => Of(new XElement(Xml + "NotificationConfiguration", triggers.Select((trigger, index) =>
        new XElement(Xml + "CloudFunctionConfiguration",
            new XElement(Xml + "Id", $"{trigger.Function}-{index}"),
            new XElement(Xml + "Event", "s3:ObjectCreated:*"),
            new XElement(Xml + "CloudFunction", PhysicalNames.Arn("lambda", $"function:{trigger.Function}")),
            new XElement(Xml + "Filter", new XElement(Xml + "S3Key", Rule("prefix", trigger.Prefix), Rule("suffix", trigger.Suffix)))))));

    private static XElement? Rule(string name, string value) =>
        value.Length == 0 ? null : new XElement(Xml + "FilterRule", new XElement(Xml + "Name", name), new XElement(Xml + "Value", value));

    private static StringContent Of(XElement document) => new(document.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "application/xml");
}
