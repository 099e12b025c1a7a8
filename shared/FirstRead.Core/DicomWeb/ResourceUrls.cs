namespace FirstRead.Core.DicomWeb;

/// <summary>Addresses of the resources of PS3.18 10.4.1 and 10.6.1.</summary>
/// <param name="service">The base, without a slash at its end.</param>
public sealed class ResourceUrls(string service)
{
    public string Service => service;

    public string Study(string study) => $"{service}/studies/{study}";

    public string Series(string study, string series) => $"{Study(study)}/series/{series}";

    public string Instance(string study, string series, string instance) => $"{Series(study, series)}/instances/{instance}";

    /// <summary>Bytes of the instance's file (8.7.3.5: bulk data have any address that the server gives them).</summary>
    public static string Bulk(string instance, long offset, long length) => $"{instance}/bulkdata/{offset}-{length}";

    public static string Pixels(string instance) => $"{instance}/pixeldata";
}
