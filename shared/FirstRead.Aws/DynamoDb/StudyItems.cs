using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Studies and instances as items.</summary>
internal static class StudyItems
{
    public static Item Write(Study study) => new ItemWriter(StudiesTable.Study(study.Id))
        .Text(Names.Id, study.Id.Value)
        .Text(Names.StudyInstanceUid, study.StudyInstanceUid)
        .Text(Names.Patient, study.Patient.Value)
        .Text(Names.Status, StoredNames.Of(study.Status))
        .Text(Names.Reason, study.Reason)
        .Flag(Names.Incomplete, study.Incomplete)
        .Flag(Names.Simulated, study.Simulated)
        .Text(Names.Priority, StoredNames.Of(study.Priority))
        .Text(Names.Risk, StoredNames.Of(study.Risk))
        .Text(Names.HighestRisk, StoredNames.Of(study.HighestRisk))
        .Text(Names.Modality, study.Modality)
        .Text(Names.BodyPart, study.BodyPart)
        .Text(Names.Question, study.CleanedQuestion)
        .Flag(Names.Prior, study.Prior)
        .Number(Names.InstanceCount, study.InstanceCount)
        .Number(Names.QueuedInstances, study.QueuedInstances)
        .Number(Names.Attempt, study.Attempt)
        .Number(Names.ResultAttempt, study.ResultAttempt)
        .Number(Names.Launches, study.Launches)
        .Number(Names.Revision, study.Revision)
        .Time(Names.ReceivedAt, study.Times.ReceivedAt)
        .Time(Names.LastInstanceAt, study.Times.LastInstanceAt)
        .Time(Names.CompleteAt, study.Times.CompleteAt)
        .Time(Names.LaunchedAt, study.Times.LaunchedAt)
        .Time(Names.AnalysisStartedAt, study.Times.AnalysisStartedAt)
        .Time(Names.AnalysedAt, study.Times.AnalysedAt)
        .Time(Names.AlertedAt, study.Times.AlertedAt)
        .Time(Names.AcknowledgedAt, study.Times.AcknowledgedAt)
        .Time(Names.SignedAt, study.Times.SignedAt)
        .Time(Names.ReleasedAt, study.Times.ReleasedAt)
        .Time(Names.DeidentifiedAt, study.Times.CompleteAt is null ? null : study.Times.LastInstanceAt)
        .Text(Names.Scanner, study.Scanner)
        .Text(Names.Missing, study.Missing)
        .Text(Names.Finding, study.Finding)
        .Listed(study)
        .Done();

    /// <summary>A test study stands in no index: on no worklist, in no figure.</summary>
    private static ItemWriter Listed(this ItemWriter item, Study study) => study.Id.Clinic.IsSynthetic ? item : item
        .Text(StudiesTable.Hour, StudiesTable.StudiesOf(study.Times.ReceivedAt, StudiesTable.HourShardOf(study.Id)))
        .Time(StudiesTable.HourAt, study.Times.ReceivedAt)
        .Text(StudiesTable.Worklist, study.Times.SignedAt is { } signed ? StudiesTable.DoneOn(signed) : StudiesTable.OpenWorklist)
        .Text(StudiesTable.Rank, Urgency.IsOpen(study) ? Urgency.SortKey(study) : Urgency.DoneKey(study));

    /// <summary>What stands in an erased study's place: that it was, and by which act.</summary>
    public static Item Tombstone(StudyId study, string erasure, DateTimeOffset now) => new ItemWriter(StudiesTable.Study(study))
        .Text(Names.Id, study.Value)
        .Text(Names.Erasure, erasure)
        .Time(Names.ErasedAt, now)
        .Done();

    public static bool IsTombstone(Item item) => item.ContainsKey(Names.Erasure);

    /// <summary>Null for no item, and for a tombstone: there is no such study any more.</summary>
    public static Study? FindStudy(Item? item) => item is null || IsTombstone(item) ? null : ReadStudy(item);

    /// <summary>Only if nothing was written since the study was read.</summary>
    public static Change Unmoved(Study study) => new(null, $"#{Names.Revision} = :revision", new Item { [":revision"] = Attribute.Of(study.Revision) });

    public static Study ReadStudy(Item item) => new(
        StudyId.Parse(item.Text(Names.Id)),
        item.Text(Names.StudyInstanceUid),
        PatientToken.Parse(item.Text(Names.Patient)),
        StoredNames.Parse<StudyStatus>(item.Text(Names.Status)),
        item.OptionalText(Names.Reason),
        item.Flag(Names.Incomplete),
        item.Flag(Names.Simulated),
        StoredNames.Parse<Priority>(item.Text(Names.Priority)),
        StoredNames.Parse<Risk>(item.Text(Names.Risk)),
        StoredNames.Parse<Risk>(item.Text(Names.HighestRisk)),
        item.OptionalText(Names.Modality),
        item.OptionalText(Names.BodyPart),
        item.OptionalText(Names.Question),
        item.Flag(Names.Prior),
        item.Integer(Names.InstanceCount),
        item.Integer(Names.Attempt),
        item.Integer(Names.ResultAttempt),
        new StudyTimes(
            item.Time(Names.ReceivedAt),
            item.OptionalTime(Names.LastInstanceAt),
            item.OptionalTime(Names.CompleteAt),
            item.OptionalTime(Names.LaunchedAt),
            item.OptionalTime(Names.AnalysisStartedAt),
            item.OptionalTime(Names.AnalysedAt),
            item.OptionalTime(Names.AlertedAt),
            item.OptionalTime(Names.AcknowledgedAt),
            item.OptionalTime(Names.SignedAt),
            item.OptionalTime(Names.ReleasedAt)),
        item.Integer(Names.Revision),
        item.Integer(Names.QueuedInstances),
        item.Integer(Names.Launches),
        item.OptionalText(Names.Finding))
    {
        Scanner = item.OptionalText(Names.Scanner),
        Missing = item.OptionalText(Names.Missing),
    };

    public static Item Write(Instance instance) => new ItemWriter(StudiesTable.Instance(instance.Study, instance.SopInstanceUid))
        .Text(Names.Study, instance.Study.Value)
        .Text(Names.SopInstanceUid, instance.SopInstanceUid)
        .Text(Names.SopClassUid, instance.SopClassUid)
        .Text(Names.SeriesInstanceUid, instance.SeriesInstanceUid)
        .Text(Names.TransferSyntaxUid, instance.TransferSyntaxUid)
        .Text(Names.ObjectKey, instance.ObjectKey)
        .Text(Names.Sha256, instance.Sha256)
        .Number(Names.Bytes, instance.Bytes)
        .Text(Names.Modality, instance.Modality)
        .Text(Names.BodyPart, instance.BodyPart)
        .Text(Names.SeriesDescription, instance.SeriesDescription)
        .Number(Names.InstanceNumber, instance.InstanceNumber)
        .Number(Names.Rows, instance.Rows)
        .Number(Names.Columns, instance.Columns)
        .Number(Names.Frames, instance.Frames)
        .Numbers(Names.ImagePosition, instance.ImagePosition)
        .Numbers(Names.ImageOrientation, instance.ImageOrientation)
        .Number(Names.SeriesDeclares, instance.SeriesDeclares)
        .Number(Names.AcquisitionDeclares, instance.AcquisitionDeclares)
        .Number(Names.TemporalPositions, instance.TemporalPositions)
        .Text(Names.Upload, instance.Upload.Value)
        .Done();

    public static Instance ReadInstance(Item item) => new(
        StudyId.Parse(item.Text(Names.Study)),
        item.Text(Names.SopInstanceUid),
        item.Text(Names.SopClassUid),
        item.Text(Names.SeriesInstanceUid),
        item.Text(Names.TransferSyntaxUid),
        item.Text(Names.ObjectKey),
        item.Text(Names.Sha256),
        item.Number(Names.Bytes),
        item.OptionalText(Names.Modality),
        item.OptionalText(Names.BodyPart),
        item.OptionalText(Names.SeriesDescription),
        item.OptionalInteger(Names.InstanceNumber),
        item.OptionalInteger(Names.Rows),
        item.OptionalInteger(Names.Columns),
        item.Integer(Names.Frames),
        item.OptionalNumbers(Names.ImagePosition),
        item.OptionalNumbers(Names.ImageOrientation),
        UploadId.Parse(item.Text(Names.Upload)))
    {
        SeriesDeclares = item.OptionalInteger(Names.SeriesDeclares),
        AcquisitionDeclares = item.OptionalInteger(Names.AcquisitionDeclares),
        TemporalPositions = item.OptionalInteger(Names.TemporalPositions),
    };
}
