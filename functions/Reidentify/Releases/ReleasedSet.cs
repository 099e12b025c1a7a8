using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Release;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Reports;
using FirstRead.Reports.Signing;

namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>
/// Makes the documents of a signature again for the clinic: the DICOM objects by <see cref="ReleasedObject"/>, all with one
/// map of UIDs; the PDF and the FHIR bundle are written anew, for their text names the patient.
/// </summary>
internal sealed class ReleasedSet(IObjectStore objects, string resultsBucket)
{
    private const string Dicom = "application/dicom";

    /// <summary>The function has 512 MB, and an object stands in memory as it was, as it becomes, and as its file.</summary>
    private static readonly ReadLimits Limits = new() { MaxValueBytes = 64 << 20, MaxDatasetBytes = 80 << 20 };

    /// <exception cref="ReleaseRefusedException">A document is missing, or one of its values cannot be led back.</exception>
    public async Task<IReadOnlyList<SignedDocument>> MakeAsync(SignedStudy signed, ReleaseIdentity identity, CancellationToken cancel)
    {
        var set = SignedSet.Of(signed.Signature);
        if (set.Report is not { } report)
            throw new ReleaseRefusedException(ReleaseCodes.NothingStored, "The study was signed before signing stored documents: sign an addendum.");
        string[] keys = [report, .. set.Segmentation is { } segmentation ? [segmentation] : Array.Empty<string>(), .. set.Presentations];
        var stored = new List<DicomDataset>();
        foreach (var key in keys)
            stored.Add(await ReadAsync(key, cancel));
        var own = OwnUids.Of(stored, Devices(signed), identity.Originals).With(Predecessors(signed.Reading));
        var files = keys.Zip(stored, (key, document) => Copy(SignedSet.NameOf(key), document, identity, own, signed.Signature.SignedAt)).ToList();
        var material = await new SigningArchive(objects, resultsBucket).ReadAsync(signed.Reading, signed.Instances, cancel);
        var subject = new ReportSubject.Released(identity.Patient, identity.Study, identity.Instances);
        files.AddRange(ReleasedDocuments.Of(signed.Reading, signed.Instances, material, subject));
        return files;
    }

    private static SignedDocument Copy(string name, DicomDataset stored, ReleaseIdentity identity, OwnUids own, DateTimeOffset at)
    {
        using var file = new MemoryStream();
        ReleasedObject.Of(stored, identity, own, at).WriteFile(file);
        return new SignedDocument(name, Dicom, file.ToArray());
    }

    private static IEnumerable<string> Devices(SignedStudy signed) => signed.Reading.Result?.Model is { } model ? [model.DeviceUid] : [];

    /// <summary>UIDs of the reports that this one may say it takes the place of: the model's, and those signed before.</summary>
    private static IEnumerable<string> Predecessors(Reading reading) => reading.Rounds.Where(round => round.Signature is not null)
        .SelectMany(round => new[]
        {
            DocumentReference.OfSignedReport(reading.Study.Id, round.Signature!.ResultAttempt, round.Number),
            DocumentReference.OfReport(reading.Study.Id, round.Signature.ResultAttempt),
        })
        .SelectMany(document => new[] { document.SopInstanceUid, document.SeriesInstanceUid });

    private async Task<DicomDataset> ReadAsync(string key, CancellationToken cancel)
    {
        await using var stored = await objects.OpenAsync(resultsBucket, key, null, cancel)
            ?? throw new ReleaseRefusedException(ReleaseCodes.DocumentMissing, $"{SignedSet.NameOf(key)} is gone.");
        try
        {
            return DicomDataset.Read(stored.Content, limits: Limits);
        }
        catch (DicomException broken)
        {
            throw new ReleaseRefusedException(ReleaseCodes.DocumentMissing, $"{SignedSet.NameOf(key)} cannot be read: {broken.Message}", broken);
        }
    }
}
