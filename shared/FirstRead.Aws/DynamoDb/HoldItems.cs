using System.Globalization;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.DynamoDb;

/// <summary>Held files as items. Areas are stored as <c>x,y,width,height</c>, separated by blanks; the empty text is none.</summary>
internal static class HoldItems
{
    public static Item Write(HeldFile held) => new ItemWriter(StudiesTable.Hold(held.Upload, held.File))
        .Text(Names.Upload, held.Upload.Value)
        .Text(Names.File, held.File.Value)
        .Text(Names.Clinic, held.Clinic.Value)
        .Text(Names.Study, held.Study?.Value)
        .Text(Names.Code, held.Code)
        .Text(Names.Message, held.Message)
        .Time(Names.HeldAt, held.HeldAt)
        .Text(Names.Suspects, TextOf(held.Suspects))
        .Text(Names.GrantedPatient, TextOf(held.Granted.Patient))
        .Text(Names.GrantedBlank, TextOf(held.Granted.Blank))
        .Text(Names.Verdict, held.Decision is { } decision ? HoldNames.Of(decision.Verdict) : null)
        .Text(Names.ChosenPatient, TextOf(held.Decision?.Allows.Patient))
        .Text(Names.ChosenBlank, TextOf(held.Decision?.Allows.Blank))
        .Text(Names.DecidedBy, held.Decision?.By)
        .Time(Names.DecidedAt, held.Decision?.At)
        .Text(Names.Patient, held.Patient?.Value)
        .Done();

    public static HeldFile Read(Item item) => new(
        UploadId.Parse(item.Text(Names.Upload)),
        FileId.Parse(item.Text(Names.File)),
        ClinicId.Parse(item.Text(Names.Clinic)),
        item.OptionalText(Names.Study) is { } study ? StudyId.Parse(study) : null,
        item.Text(Names.Code),
        item.Text(Names.Message),
        item.Time(Names.HeldAt),
        AreasOf(item.Text(Names.Suspects)),
        ReleaseOf(item, Names.GrantedPatient, Names.GrantedBlank),
        HoldNames.Verdict(item.OptionalText(Names.Verdict)) is { } verdict
            ? new HoldDecision(verdict, ReleaseOf(item, Names.ChosenPatient, Names.ChosenBlank), item.Text(Names.DecidedBy), item.Time(Names.DecidedAt))
            : null,
        item.OptionalText(Names.Patient) is { } patient ? PatientToken.Parse(patient) : null);

    private static HoldRelease ReleaseOf(Item item, string patient, string blank) =>
        new(HoldNames.Patient(item.OptionalText(patient)), item.OptionalText(blank) is { } areas ? AreasOf(areas) : null);

    private static string? TextOf(PatientChoice? choice) => choice is { } chosen ? HoldNames.Of(chosen) : null;

    private static string? TextOf(IReadOnlyList<PixelBox>? areas) => areas is null ? null : string.Join(' ', areas.Select(area => string.Create(CultureInfo.InvariantCulture, $"{area.X},{area.Y},{area.Width},{area.Height}")));

    private static PixelBox[] AreasOf(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(AreaOf)];

    private static PixelBox AreaOf(string text) => text.Split(',') is [var x, var y, var width, var height]
        ? new PixelBox(Number(x), Number(y), Number(width), Number(height))
        : throw new InvalidDataException($"'{text}' is no area.");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
