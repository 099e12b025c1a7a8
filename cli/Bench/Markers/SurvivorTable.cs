using FirstRead.Adversary.Marking;
using FirstRead.Dicom;

namespace FirstRead.Cli.Bench.Markers;

/// <summary>What is left, by program and by the form of the marker. Each marker counts once, however often it is found.</summary>
internal sealed class SurvivorTable(int planted, int files)
{
    private readonly Dictionary<string, Row> rows = [];

    /// <summary>Whether <c>basic</c> left nothing but numbers of DS and IS.</summary>
    public bool OursIsClean => rows[MarkerPeer.Basic].Left.Where(left => left.Key != MarkerForm.Number).Sum(left => left.Value) == 0;

    /// <param name="output">Null where the program wrote no file.</param>
    public void Add(string program, byte[]? output, MarkerPen pen)
    {
        if (!rows.TryGetValue(program, out var row))
            rows[program] = row = new Row();
        if (output is null)
        {
            row.Refused++;
            return;
        }
        row.Planted += pen.Plantings.Count;
        foreach (var form in new MarkerSearch(pen).Find(output).DistinctBy(survivor => survivor.Id >= 0 ? (survivor.Form, survivor.Id) : (survivor.Form, -2 - survivor.Offset)).GroupBy(survivor => Form(survivor, pen)))
            row.Left[form.Key] = row.Left.GetValueOrDefault(form.Key) + form.Count();
    }

    public void Write(TextWriter target)
    {
        target.WriteLine($"{planted:N0} markers planted in {files} files.");
        target.WriteLine();
        target.WriteLine("| program | files written | markers in them | left | of these: text | dates | times | UIDs | ages | numbers (DS, IS) |");
        target.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (program, row) in rows)
            target.WriteLine($"| {program} | {files - row.Refused} | {row.Planted:N0} | {row.Left.Values.Sum():N0} | {Count(row, MarkerForm.Text)} | {Count(row, MarkerForm.Date)} | {Count(row, MarkerForm.Time)} | {Count(row, MarkerForm.Uid)} | {Count(row, MarkerForm.Age)} | {Count(row, MarkerForm.Number)} |");
    }

    // What is found in a DS or IS is a number, whatever its digits were taken for.
    private static MarkerForm Form(Survivor survivor, MarkerPen pen) =>
        survivor.Id >= 0 && pen.Plantings[survivor.Id].Vr is Vr.DS or Vr.IS ? MarkerForm.Number : survivor.Form;

    private static string Count(Row row, MarkerForm form) => row.Left.GetValueOrDefault(form).ToString("N0");

    private sealed class Row
    {
        public int Planted { get; set; }

        public int Refused { get; set; }

        public Dictionary<MarkerForm, int> Left { get; } = [];
    }
}
