using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Identity;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Reidentify;

/// <summary>Studies that were signed, with their documents and what the vault knows.</summary>
internal static class SignedSeeds
{
    public const string PatientName = "Müller^Änne";
    public const string PatientId = "MRN-4711";
    public const string OriginalStudyUid = "1.2.826.0.1.3680043.77";
    public const string OriginalInstanceUid = "1.2.826.0.1.3680043.77.1.4";
    public const int Shift = 100;

    public static readonly PatientToken Token = Given.Study().Patient;
    public static readonly DateTimeOffset SignedAt = Given.Now.AddHours(2);

    /// <summary>Analysed, its one finding accepted, signed once.</summary>
    /// <param name="seal">False leaves the vault empty.</param>
    public static async Task<Study> SignedStudyAsync(this World world, bool seal = true)
    {
        var study = await world.AnalysedStudyAsync();
        if (seal)
            await world.SealAsync(study.Id);
        return await world.SignAsync(study, 1);
    }

    /// <summary>Writes the documents of a signature and stores it, as the Api does.</summary>
    public static async Task<Study> SignAsync(this World world, Study study, int number)
    {
        var result = Given.Result(study.Id, study.ResultAttempt);
        var report = ReportOf(study, result);
        var signature = new ReportSignature(
            number, "Reader^Ada", "FirstRead", new(2026, 8, 14, 12, 30, 15, TimeSpan.Zero), $"Words {number}.",
            number == 1 ? DocumentReference.OfReport(study.Id, study.ResultAttempt) : DocumentReference.OfSignedReport(study.Id, study.ResultAttempt, number - 1));
        var act = $"{number:x8}";
        var keys = new List<string>();
        await PutAsync(SignedSet.ReportName, StructuredReport.Build(report, signature));
        await PutAsync(SignedSet.PresentationName(1), PresentationStates.Build(report)[0]);
        var round = new ReviewRound(number, [new(study.ResultAttempt, "f1", Verdict.Accept, null, "Dr Ada Reader", SignedAt)], new Signature($"Words {number}.", "Dr Ada Reader", "sub-radiologist", SignedAt.AddHours(number), study.ResultAttempt, act, keys));
        Assert.That(await world.Reviews.SaveAsync(study with { Times = study.Times with { SignedAt = round.Signature!.SignedAt } }, round, default), Is.True);
        return (await world.Studies.GetAsync(study.Id, default))!;

        async Task PutAsync(string name, DicomDataset document)
        {
            using var file = new MemoryStream();
            document.WriteFile(file);
            keys.Add(ObjectKeys.Signed(study.Id, number, act, name));
            await world.Objects.PutAsync(World.Results, keys[^1], file.ToArray(), "application/dicom", default);
        }
    }

    public static async Task SealAsync(this World world, StudyId study)
    {
        var row = (await world.Studies.ListInstancesAsync(study, default)).Single();
        await world.Vault.SaveAsync(
            new PatientIdentity(Token, Shift, PatientId, "NORTH", PatientName, "19700101", "F"),
            new StudyIdentity(study, Token, OriginalStudyUid, "ACC-1", "20261120", "101500", "S-1", null, "5a17", new StudyPatient(PatientId, "NORTH", PatientName, "19700101", "F")),
            new InstanceIdentity(study, row.SopInstanceUid, OriginalInstanceUid, "1.2.826.0.1.3680043.77.1"),
            default);
    }

    private static ResultReport ReportOf(Study study, AnalysisResult result)
    {
        var picture = SourcePicture.Of(new DicomDataset()
            .Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
            .Add(Tags.SOPInstanceUID, "2.25.1004")
            .Add(Tags.StudyInstanceUID, study.StudyInstanceUid)
            .Add(Tags.SeriesInstanceUID, "2.25.7")
            .Add(Tags.StudyDate, "20260812")
            .Add(Tags.StudyTime, "101500")
            .Add(Tags.PatientName, Token.Value)
            .Add(Tags.PatientID, Token.Value)
            .Add(Tags.PatientIdentityRemoved, "YES")
            .Add(Tags.Modality, "MR")
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.PixelSpacing, 0.5, 0.5)
            .Add(Tags.WindowCenter, 400.0)
            .Add(Tags.WindowWidth, 900.0)
            .Add(Tags.Rows, 64)
            .Add(Tags.Columns, 64));
        Contour square = new("2.25.1004", 1, [[10, 10], [20, 10], [20, 20], [10, 20]], null, null, null);
        return new(study.Id, study.ResultAttempt, picture.Header, [picture], [new(result.Findings[0], new("f1", [square]))], null, result.Model!, Simulated: true);
    }
}
