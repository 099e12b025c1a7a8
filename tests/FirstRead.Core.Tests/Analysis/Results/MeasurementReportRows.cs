namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>
/// Rows of TID 1500 and of what it includes (1001 to 1004, 1204, 1600, 1410, 1411, 1501, 1419 with 300, 4019), in their
/// order, as far as our reports go: a row that we never write is not here, and an item that is in no row is a fault.
/// Stricter in one thing: tracking is ours to give always. What a person found names no algorithm, and what no model read no device.
/// </summary>
internal static class MeasurementReportRows
{
    private const string Contains = "CONTAINS";
    private const string Modifier = "HAS CONCEPT MOD";
    private const string Context = "HAS OBS CONTEXT";
    private const int Many = int.MaxValue;

    private static readonly TemplateRow[] Algorithm =
    [
        new(Modifier, "TEXT", "111001 DCM", 1, "U"),
        new(Modifier, "TEXT", "111003 DCM", 1, "U"),
        new(Modifier, "TEXT", "111002 DCM", Many, "U"),
    ];

    private static readonly TemplateRow[] Tracking =
    [
        new(Context, "TEXT", "112039 DCM", 1, "M"),
        new(Context, "UIDREF", "112040 DCM", 1, "M"),
        new(Contains, "CODE", "276214006 SCT", 1, "U"),
        new(Contains, "CODE", "121071 DCM", 1, "U"),
    ];

    private static readonly TemplateRow[] Numbers = [new(Contains, "NUM", "*", Many, "U", new TemplateRow(Modifier, "CODE", "370129005 SCT", 1, "U"))];
    private static readonly TemplateRow[] Words = [new(Contains, "TEXT", "*", Many, "U")];

    public static IReadOnlyList<TemplateRow> Planar { get; } =
        [.. Tracking, new(Contains, "SCOORD", "111030 DCM", 1, "M", new TemplateRow("SELECTED FROM", "IMAGE", "", 1, "M")), .. Algorithm, .. Numbers, .. Words];

    public static IReadOnlyList<TemplateRow> Volumetric { get; } =
        [.. Tracking, new(Contains, "IMAGE", "121191 DCM", 1, "M"), new(Contains, "UIDREF", "121232 DCM", 1, "M"), .. Algorithm, .. Numbers, .. Words];

    public static IReadOnlyList<TemplateRow> Group { get; } = [.. Tracking, .. Algorithm, .. Numbers, new(Contains, "IMAGE", "260753009 SCT", Many, "U"), .. Words];

    public static IReadOnlyList<TemplateRow> Report { get; } =
    [
        new(Modifier, "CODE", "121049 DCM", 1, "U"),
        new(Context, "CODE", "121005 DCM", Many, "M"),
        new(Context, "PNAME", "121008 DCM", 1, "U"),
        new(Context, "UIDREF", "121012 DCM", 1, "U"),
        new(Context, "TEXT", "121013 DCM", 1, "U"),
        new(Context, "TEXT", "121014 DCM", 1, "U"),
        new(Context, "TEXT", "121015 DCM", 1, "U"),
        new(Modifier, "CODE", "121058 DCM", Many, "M"),
        new(Contains, "CONTAINER", "111028 DCM", 1, "M", new TemplateRow(Contains, "CONTAINER", "126200 DCM", Many, "M", new TemplateRow(Contains, "IMAGE", "", Many, "M"))),
        new(Contains, "CONTAINER", "126010 DCM", 1, "MC", [.. Algorithm, new(Contains, "CONTAINER", "125007 DCM", Many, "M") { Templates = [Planar, Volumetric, Group] }]),
        new(Contains, "CONTAINER", "C0034375 UMLS", 1, "MC", [.. Algorithm, .. Words]),
    ];
}
