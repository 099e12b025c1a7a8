using FirstRead.Core.Review;

namespace FirstRead.Core.Operations.Hours;

/// <summary>A signed read, as the index of hours has it.</summary>
public sealed record SignedComparison(DateTimeOffset SignedAt, ReadComparison Comparison);

/// <summary>
/// Reads by model, modality and scanner: what became of what the model had marked. It says how often the model's marks stood, and
/// what readers added who saw them; it is no sensitivity and no specificity, for nobody read the same pictures without it.
/// </summary>
/// <param name="Model">Null where no model read the study.</param>
/// <param name="Studies">Signed reads.</param>
/// <param name="Shown">Findings that the model had marked.</param>
/// <param name="Added">Findings of the readers' own.</param>
/// <param name="Unchanged">Reads that accepted every mark and added none.</param>
public sealed record ReadTally(
    string? Model, string? Version, string? Modality, string? Scanner, long Studies, long Shown, long Accepted, long Amended, long Rejected, long Added, long Unchanged)
{
    public static IReadOnlyList<ReadTally> Of(IEnumerable<SignedComparison> reads) => Sum(reads.Select(read => Of(read.Comparison)));

    public static IReadOnlyList<ReadTally> Sum(IEnumerable<ReadTally> parts) =>
    [
        .. from part in parts
           group part by (part.Model, part.Version, part.Modality, part.Scanner) into same
           orderby same.Key.Model, same.Key.Version, same.Key.Modality, same.Key.Scanner
           select new ReadTally(
               same.Key.Model, same.Key.Version, same.Key.Modality, same.Key.Scanner,
               same.Sum(part => part.Studies), same.Sum(part => part.Shown), same.Sum(part => part.Accepted), same.Sum(part => part.Amended),
               same.Sum(part => part.Rejected), same.Sum(part => part.Added), same.Sum(part => part.Unchanged)),
    ];

    private static ReadTally Of(ReadComparison read) => new(
        read.Model, read.Version, read.Modality, read.Scanner, 1, read.Shown, read.Accepted, read.Amended, read.Rejected, read.Added,
        read.Accepted == read.Shown && read.Added == 0 ? 1 : 0);
}
