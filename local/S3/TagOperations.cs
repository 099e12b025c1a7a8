using System.Xml.Linq;

namespace FirstRead.Local.S3;

/// <summary>PutObjectTagging, GetObjectTagging. No rule acts on tags here: S3's lifecycle does, on AWS.</summary>
internal static class TagOperations
{
    private const int MostTags = 10;

    public static async Task PutAsync(S3Call call, S3Permissions? permissions)
    {
        var body = await call.ReceiveAsync();
        try
        {
            var tags = XDocument.Parse(await File.ReadAllTextAsync(body.Path, call.Cancel)).Descendants().Where(element => element.Name.LocalName == "Tag")
                .ToDictionary(tag => Text(tag, "Key"), tag => Text(tag, "Value"));
            if (tags.Count > MostTags)
                throw new S3Exception(400, "BadRequest", "Object tags cannot be greater than 10");
            if (permissions?.CheckTags(call, tags) is { } denial)
                throw S3Exception.AccessDenied(denial.Message);
            var version = ObjectOperations.Find(call);
            call.Bucket.Tag(version, tags);
            call.Response.Headers["x-amz-version-id"] = version.VersionId;
        }
        finally
        {
            File.Delete(body.Path);
        }
    }

    public static Task GetAsync(S3Call call) => call.AnswerAsync(new XElement(S3Call.Namespace + "Tagging", new XElement(
        S3Call.Namespace + "TagSet",
        (ObjectOperations.Find(call).Tags ?? new Dictionary<string, string>()).Select(tag => new XElement(
            S3Call.Namespace + "Tag", new XElement(S3Call.Namespace + "Key", tag.Key), new XElement(S3Call.Namespace + "Value", tag.Value))))));

    private static string Text(XElement tag, string name) => tag.Elements().First(element => element.Name.LocalName == name).Value;
}
