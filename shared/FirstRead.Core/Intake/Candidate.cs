using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>An opened file of a known patient, and the records that it would become.</summary>
internal sealed record Candidate(Upload Upload, UploadFile File, OpenedInstance Opened, Pseudonym Pseudonym, UidMap Uids)
{
    private const int SaltBytes = 16;

    public StudyId Study { get; } = Uids.StudyOf(Opened.Identity.StudyInstanceUid);

    public string SopInstanceUid { get; } = Uids.Map(Opened.Identity.SopInstanceUid);

    public Instance ToInstance()
    {
        var (technical, series) = (Opened.Technical, Uids.Map(Opened.Identity.SeriesInstanceUid));
        return new Instance(
            Study,
            SopInstanceUid,
            technical.SopClassUid,
            series,
            technical.TransferSyntaxUid,
            ObjectKeys.Deidentified(Study, series, SopInstanceUid, File.Id),
            File.Sha256,
            File.Bytes,
            technical.Modality,
            technical.BodyPart,
            technical.SeriesDescription,
            technical.InstanceNumber,
            technical.Rows,
            technical.Columns,
            technical.Frames,
            technical.ImagePosition,
            technical.ImageOrientation,
            Upload.Id)
        {
            SeriesDeclares = technical.SeriesDeclares,
            AcquisitionDeclares = technical.AcquisitionDeclares,
            TemporalPositions = technical.TemporalPositions,
        };
    }

    /// <param name="arrived">Whether one more instance belongs to the study.</param>
    public Study ToStudy(bool arrived, DateTimeOffset now) => new(
        Study,
        Uids.Map(Opened.Identity.StudyInstanceUid),
        Pseudonym.Token,
        StudyStatus.Receiving,
        Reason: null,
        Incomplete: false,
        Opened.Technical.Simulated,
        Upload.Priority,
        Risk.Undetermined,
        Risk.Undetermined,
        Opened.Technical.Modality,
        Opened.Technical.BodyPart,
        Upload.CleanedQuestion,
        Upload.Prior,
        InstanceCount: arrived ? 1 : 0,
        Attempt: 0,
        ResultAttempt: 0,
        new StudyTimes(ReceivedAt: now, LastInstanceAt: arrived ? now : null),
        Revision: 1)
    {
        Scanner = Opened.Technical.Scanner,
    };

    /// <summary>Seals what leads back to patient and study; what stands stays.</summary>
    public Task SealStudyAsync(IdentityVault vault, IRandomSource random, CancellationToken cancel)
    {
        var identity = Opened.Identity;
        var salt = new byte[SaltBytes];
        random.Fill(salt);
        return vault.SaveAsync(
            new PatientIdentity(
                Pseudonym.Token,
                Pseudonym.DateShiftDays,
                identity.PatientId,
                identity.IssuerOfPatientId,
                identity.PatientName,
                identity.PatientBirthDate,
                identity.PatientSex),
            new StudyIdentity(
                Study,
                Pseudonym.Token,
                identity.StudyInstanceUid,
                identity.AccessionNumber,
                identity.StudyDate,
                identity.StudyTime,
                identity.StudyId,
                identity.TimezoneOffset,
                Convert.ToHexStringLower(salt),
                new StudyPatient(identity.PatientId, identity.IssuerOfPatientId, identity.PatientName, identity.PatientBirthDate, identity.PatientSex)),
            cancel);
    }

    /// <summary>Seals what leads back to the instance; what stands stays.</summary>
    public Task SealInstanceAsync(IdentityVault vault, CancellationToken cancel)
    {
        var (identity, frame) = (Opened.Identity, Opened.Identity.FrameOfReferenceUid);
        return vault.SaveAsync(
            new InstanceIdentity(Study, SopInstanceUid, identity.SopInstanceUid, identity.SeriesInstanceUid, frame is null ? null : Uids.Map(frame), frame), cancel);
    }

    public override string ToString() => $"{nameof(Candidate)} {File.Id}";
}
