using System.Text.Json.Nodes;
using FirstRead.Core.Studies;

namespace FirstRead.Reports.Fhir;

/// <summary>The study that was read, by the UIDs that the reader knows.</summary>
internal static class FhirImagingStudy
{
    /// <summary>What a picture is that does not say (PS3.3 C.7.3.1.1.1).</summary>
    private const string OtherModality = "OT";

    public static JsonObject Of(RadiologyReport report, JsonObject subject)
    {
        var series = report.Instances.GroupBy(instance => instance.SeriesInstanceUid).ToArray();
        var resource = new JsonObject
        {
            ["resourceType"] = "ImagingStudy",
            ["meta"] = FhirCodes.Meta(report.Simulated),
            ["identifier"] = Identifiers(report),
            ["status"] = "available",
            ["subject"] = subject,
            ["numberOfSeries"] = series.Length,
            ["numberOfInstances"] = report.Instances.Count,
        };
        if (report.Instances.Select(Modality).Distinct().ToArray() is { Length: > 0 } modalities)
            resource["modality"] = new JsonArray([.. modalities.Select(modality => FhirCodes.Coding(FhirCodes.Dicom, modality, null))]);
        if (StartedOn(report.Subject) is { } started)
            resource["started"] = started;
        if (report.Study.CleanedQuestion is { Length: > 0 } question)
            resource["reasonCode"] = new JsonArray(FhirCodes.Text(question));
        if (series.Length > 0)
            resource["series"] = new JsonArray([.. series.Select(one => Series([.. one], report.Subject))]);
        return resource;
    }

    /// <summary>The day alone: a time would need the clinic's zone. A pseudonymous study has no true date.</summary>
    public static string? StartedOn(ReportSubject subject) => subject is ReportSubject.Released released ? DicomDates.Iso(released.Study.StudyDate) : null;

    private static JsonArray Identifiers(RadiologyReport report)
    {
        var identifiers = new JsonArray(FhirCodes.Identifier(FhirCodes.DicomUid, $"urn:oid:{report.Subject.StudyUid(report.Study)}"));
        if (report.Subject is ReportSubject.Released { Study.AccessionNumber: { Length: > 0 } accession })
            identifiers.Add((JsonNode)new JsonObject
            {
                ["type"] = FhirCodes.AccessionNumber,
                ["value"] = accession,
            });
        return identifiers;
    }

    private static JsonObject Series(IReadOnlyList<Instance> instances, ReportSubject subject)
    {
        var first = instances[0];
        var series = new JsonObject
        {
            ["uid"] = subject.SeriesUid(first),
            ["modality"] = FhirCodes.Coding(FhirCodes.Dicom, Modality(first), null),
            ["numberOfInstances"] = instances.Count,
            ["instance"] = new JsonArray([.. instances.Select(instance => Instance(instance, subject))]),
        };
        if (first.SeriesDescription is { Length: > 0 } description)
            series["description"] = description;
        if (FhirCodes.BodySiteCoding(first.BodyPart) is { } site)
            series["bodySite"] = site;
        return series;
    }

    private static JsonObject Instance(Instance instance, ReportSubject subject)
    {
        var resource = new JsonObject
        {
            ["uid"] = subject.InstanceUid(instance),
            ["sopClass"] = FhirCodes.Coding(FhirCodes.Uri, $"urn:oid:{instance.SopClassUid}", null),
        };
        if (instance.InstanceNumber is >= 0)
            resource["number"] = instance.InstanceNumber;
        return resource;
    }

    private static string Modality(Instance instance) => instance.Modality ?? OtherModality;
}
