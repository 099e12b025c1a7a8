using System.Globalization;

namespace FirstRead.Core.Cost;

/// <summary>What one month brings.</summary>
/// <param name="Studies">In a month.</param>
/// <param name="Slices">Files of a study.</param>
/// <param name="Profile"><c>student</c> or <c>clinical</c>.</param>
public sealed record Workload(int Studies, int Slices, string Profile)
{
    /// <summary>Files as counted; null: every study has <see cref="Slices"/>.</summary>
    public decimal? CountedFiles { get; init; }

    /// <summary>Hours of tasks as measured; null: as assumed.</summary>
    public decimal? MeasuredTaskHours { get; init; }

    /// <summary>Test studies of the month, beside the clinics' own.</summary>
    public int TestStudies { get; init; } = Assumptions.TestStudiesAMonth;

    public decimal Files => CountedFiles ?? (decimal)Studies * Slices;

    public decimal TaskHours => MeasuredTaskHours ?? Studies * (Assumptions.TaskStartSeconds + Assumptions.TaskSecondsAFile * Slices) / 3600;

    /// <summary>GB of originals; as many again when de-identified.</summary>
    public decimal Gigabytes => Files * Assumptions.MegabytesAFile / 1024;

    public bool IsClinical => Profile == "clinical";
}

/// <summary>One line of the bill.</summary>
/// <param name="Quantity">Before what is free.</param>
public sealed record CostLine(Price Price, string What, decimal Quantity, decimal Usd);

/// <summary>A month's bill: what stands there while nothing happens, and what the studies use. Stored files are those of a year at this rate.</summary>
public static class CostModel
{
    private static readonly string[] OfReading = ["edge.request", "edge.data", "firewall.request", "metric"];
    private static readonly string[] OfYears = ["s3.frequent", "s3.infrequent", "s3.archive", "s3.monitoring", "dynamodb.storage", "dynamodb.recovery", "backup"];

    public static IReadOnlyList<string> Profiles { get; } = ["student", "clinical"];

    public static IReadOnlyList<CostLine> Bill(PriceTable prices, Workload work) =>
    [
        .. Standing(work.Profile).Concat(Looking()).Concat(Tested(work)).Concat(Used(work))
            .Where(use => use.Quantity > 0)
            .GroupBy(use => use.Key)
            .Select(group => Line(prices[group.Key], string.Join("; ", group.Select(use => use.What).Distinct()), group.Sum(use => use.Quantity)))
            .OrderBy(line => line.Price.Service, StringComparer.Ordinal)
            .ThenByDescending(line => line.Usd),
    ];

    private static CostLine Line(Price price, string what, decimal quantity) => new(price, what, quantity, Math.Max(0, quantity - price.Free) * price.Usd);

    private static IEnumerable<(string Key, decimal Quantity, string What)> Standing(string profile) =>
        from row in EmbeddedRows.Of("standing.tsv")
        where row[0] == profile
        select (row[1], decimal.Parse(row[2], CultureInfo.InvariantCulture), row[3]);

    /// <summary>Reconcile, Ingest and Teaching are woken each minute and Erase each fifth, whether or not there is work.</summary>
    private static IEnumerable<(string Key, decimal Quantity, string What)> Looking()
    {
        const string what = "a look each minute";
        yield return ("lambda.request", 3.2m * Assumptions.MinutesAMonth, what);
        yield return ("lambda.time", Assumptions.MinutesAMonth * Assumptions.GigabyteSecondsALook, what);
        yield return ("dynamodb.read", Assumptions.MinutesAMonth * Assumptions.ReadsALook, what);
        yield return ("log.data", Assumptions.MinutesAMonth * Assumptions.LogBytesALook / Assumptions.Giga, what);
        yield return ("log.storage", 6 * Assumptions.MinutesAMonth * Assumptions.LogBytesALook / Assumptions.Giga, what);
    }

    /// <summary>A test study a day, where phones are set for it: nobody reads it, nothing of it is kept for long, and no figure counts it.</summary>
    private static IEnumerable<(string Key, decimal Quantity, string What)> Tested(Workload work) =>
        from use in Used(new Workload(work.TestStudies, Assumptions.FilesATestStudy, work.Profile))
        where !OfReading.Contains(use.Key) && !OfYears.Contains(use.Key)
        select (use.Key, use.Quantity, "a test study a day");

    private static IEnumerable<(string Key, decimal Quantity, string What)> Used(Workload work)
    {
        var (files, studies, gigabytes) = (work.Files, (decimal)work.Studies, work.Gigabytes);
        var taskHours = work.TaskHours;
        yield return ("fargate.vcpu", 4 * taskHours, "a task a study");
        yield return ("fargate.memory", 16 * taskHours, "a task a study");
        yield return ("fargate.disk", 40 * taskHours, "a task a study");
        if (work.IsClinical)
            yield return ("endpoint.data", studies * Assumptions.EndpointGigabytesAStudy, "manifests and log lines");
        else
            yield return ("address", taskHours, "each task's own");
        yield return ("lambda.request", files + (studies * Assumptions.RequestsAStudy), "files, calls of the API");
        yield return ("lambda.time", (files * Assumptions.GigabyteSecondsAFile) + (studies * Assumptions.GigabyteSecondsAStudy), "files, calls of the API");
        yield return ("s3.put", (files * 5) + (studies * 12), "upload, multipart, report; results");
        yield return ("s3.get", files * 4, "ingest, analysis, reading, report");
        // Twelve months: the newest in the first class, two in the second, nine in the third. Originals and what is made of them.
        yield return ("s3.frequent", 2 * gigabytes, "a year's files");
        yield return ("s3.infrequent", 2 * 2 * gigabytes, "a year's files");
        yield return ("s3.archive", 2 * 9 * gigabytes, "a year's files");
        yield return ("s3.monitoring", 2 * 12 * files, "a year's files");
        yield return ("dynamodb.write", (files * Assumptions.WritesAFile) + (studies * Assumptions.WritesAStudy), "rows");
        yield return ("dynamodb.read", (files * Assumptions.ReadsAFile) + (studies * Assumptions.ReadsAStudy), "rows");
        var tables = 12 * ((files * Assumptions.RowBytesAFile) + (studies * Assumptions.RowBytesAStudy)) / Assumptions.Giga;
        yield return ("dynamodb.storage", tables, "a year's rows");
        yield return ("dynamodb.recovery", tables, "a year's rows");
        if (work.IsClinical)
            yield return ("backup", 13 * tables, "thirteen weeks' copies, each whole");
        yield return ("kms.request", (files * Assumptions.KeyUsesAFile) + (studies * Assumptions.KeyUsesAStudy), "bucket keys, tables, secrets");
        yield return ("secret.request", studies, "warm functions ask each five minutes");
        var logs = ((files * Assumptions.LogBytesAFile) + (studies * Assumptions.LogBytesAStudy)) / Assumptions.Giga;
        yield return ("log.data", logs, "programs' lines, CloudTrail's");
        yield return ("log.storage", (work.IsClinical ? 12 : 6) * logs, "kept lines of a year");
        yield return ("metric", studies > 0 ? 9 : 0, "the funnel's, failures, strangers");
        yield return ("trail", files * Assumptions.DataEventsAFile, "originals and vault");
        yield return ("flowlog", studies * Assumptions.FlowGigabytesAStudy, "tasks' connections");
        yield return ("api.request", studies * Assumptions.RequestsAStudy, "upload, worklist, reading");
        yield return ("edge.request", (files * Assumptions.TimesRead) + (studies * Assumptions.RequestsAStudy), "pictures, API");
        yield return ("edge.data", gigabytes * Assumptions.TimesRead, "pictures");
        if (work.IsClinical)
            yield return ("firewall.request", (files * Assumptions.TimesRead) + (studies * Assumptions.RequestsAStudy), "pictures, API");
        yield return ("sms", studies * Assumptions.MessagesAStudy, "alerts");
        yield return ("sms.carrier", studies * Assumptions.MessagesAStudy, "alerts");
    }
}
