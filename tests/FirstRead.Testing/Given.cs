using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Testing;

/// <summary>Records with every field filled, to be varied by <c>with</c>.</summary>
public static class Given
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 30, 15, 250, TimeSpan.Zero);

    public static ClinicId Clinic { get; } = ClinicId.Parse("north-clinic");

    public static Upload Upload(uint number = 1, int files = 2) => new(
        UploadId.From(number), Clinic, Now, files, Priority.Routine, "headache", Prior: false, Open: true, Settled: 0, DueAt: Now.AddMinutes(15));

    public static UploadFile File(Upload upload, uint number) => new(
        upload.Id, FileId.From(number), 132_412, new string('a', 64), FileState.Pending, Code: null, Message: null, Study: null, SopInstanceUid: null);

    public static StudyId StudyId(uint number = 1) => Core.Studies.StudyId.From(Clinic, number);

    public static Study Study(uint number = 1) => new(
        StudyId(number),
        $"2.25.{number}",
        PatientToken.From(number),
        StudyStatus.Receiving,
        Reason: null,
        Incomplete: false,
        Simulated: false,
        Priority.Routine,
        Risk.Undetermined,
        Risk.Undetermined,
        "MR",
        "BRAIN",
        "headache",
        Prior: false,
        InstanceCount: 1,
        Attempt: 0,
        ResultAttempt: 0,
        new StudyTimes(Now, LastInstanceAt: Now.AddSeconds(1)),
        Revision: 1);

    public static Instance Instance(uint number, StudyId study, UploadId upload) => new(
        study,
        $"2.25.100{number}",
        "1.2.840.10008.5.1.4.1.1.4",
        "2.25.7",
        "1.2.840.10008.1.2.1",
        $"studies/{study}/2.25.7/2.25.100{number}/{FileId.From(number)}.dcm",
        new string('a', 64),
        132_412,
        "MR",
        "BRAIN",
        "AX T1 POST",
        (int)number,
        Rows: 256,
        Columns: 256,
        Frames: 1,
        ImagePosition: [-120.5, -110.25, 5.0 * number],
        ImageOrientation: [1, 0, 0, 0, 1, 0],
        upload);

    public static AnalysisResult Result(StudyId study, int attempt, Risk risk = Risk.High) => new(
        study,
        attempt,
        AnalysisOutcome.Analysed,
        Reason: null,
        risk,
        Simulated: true,
        new ModelIdentity("brain-tumor-mri", "1.0.0", new string('b', 64), "2.25.99"),
        [
            new Finding(
                "f1",
                "Enhancing mass",
                new CodedConcept("126952004", "SCT", "Neoplasm of brain"),
                0.9375,
                new Dictionary<string, double> { ["glioma"] = 0.75, ["meningioma"] = 0.25 },
                "2.25.7",
                "2.25.1004",
                KeyFrame: 1,
                SliceCount: 4,
                AreaMm2: 812.5,
                DiameterMm: 34.1,
                VolumeMm3: 1.25E-7,
                HighRisk: true),
        ],
        new ResultObjects($"results/{study}/000001/contours.json", [$"results/{study}/000001/overlay-1.png"], Segmentation: null),
        new Dictionary<string, long> { ["fetch"] = 120, ["total"] = 2400 },
        Now.AddMinutes(1));
}
