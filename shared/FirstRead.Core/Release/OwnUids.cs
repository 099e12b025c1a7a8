using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Release;

/// <summary>
/// UIDs that our own objects brought into the world. A pseudonymous UID of the clinic's looks like one of ours, so that
/// only what an object of ours calls its own counts: whatever else is unknown stops a release.
/// </summary>
/// <param name="Made">Of instances, series, dimensions and findings: each gets a new one in the released copy.</param>
/// <param name="Devices">Of the models: the same in every study, they stay.</param>
public sealed record OwnUids(IReadOnlySet<string> Made, IReadOnlySet<string> Devices)
{
    // PS3.6: where an object names something of its own, at whatever depth.
    private static readonly DicomTag[] Names = [Tags.SOPInstanceUID, Tags.SeriesInstanceUID, Tags.DimensionOrganizationUID, Tags.TrackingUID];

    // PS3.16 CID 7464 and TID 1501: the tracking identifier of a measurement group, as a content item.
    private const string TrackingConcept = "112040";

    /// <param name="objects">What is released, and the objects that it takes the place of or refers to.</param>
    /// <param name="originals">UIDs that the vault leads back are never ours.</param>
    public static OwnUids Of(IEnumerable<DicomDataset> objects, IEnumerable<string> devices, IReadOnlyDictionary<string, string> originals)
    {
        var made = new HashSet<string>();
        foreach (var document in objects)
            Collect(document, made, top: true);
        made.RemoveWhere(originals.ContainsKey);
        return new OwnUids(made, devices.ToHashSet());
    }

    /// <summary>And these, of objects that are named and not released with them.</summary>
    public OwnUids With(IEnumerable<string> made) => this with { Made = Made.Concat(made).ToHashSet() };

    private static void Collect(DicomDataset document, HashSet<string> made, bool top)
    {
        foreach (var tag in Names)
            // Inside, a series is one that is referred to (PS3.3 C.17.2): only an object's own says whose it is.
            if ((top || tag != Tags.SeriesInstanceUID && tag != Tags.SOPInstanceUID) && document.GetString(tag) is { } uid)
                made.Add(uid);
        if (document.GetString(Tags.ValueType) == "UIDREF"
            && document.GetSequence(Tags.ConceptNameCodeSequence) is [var concept, ..] && concept.GetString(Tags.CodeValue) == TrackingConcept
            && document.GetString(Tags.UID) is { } tracking)
            made.Add(tracking);
        foreach (var element in document)
            foreach (var item in element.Items ?? [])
                Collect(item, made, top: false);
    }
}
