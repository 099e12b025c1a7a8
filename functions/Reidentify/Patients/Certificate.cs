using System.Globalization;
using System.Text;
using FirstRead.Core.Patients.Erasing;

namespace FirstRead.Functions.Reidentify.Patients;

/// <summary>What was erased, when, on whose word, and what cannot be erased. Names no patient: its reader knows whom it is about, or nobody does.</summary>
internal static class Certificate
{
    /// <summary>DynamoDB's point-in-time recovery; weekly copies, where they are made, go after 90 days (docs/security.md).</summary>
    private const int RecoveryDays = 35;
    private const int CopyDays = 90;

    public static string Of(Erasure erasure, ErasureBody body)
    {
        var text = new StringBuilder();
        Line("FirstRead: certificate of erasure");
        Line("");
        Line($"Erasure          {erasure.Id}");
        Line($"State            {body.State}");
        Line($"Clinic           {erasure.Clinic}");
        Line($"Legal basis      {erasure.LegalBasis}");
        Line($"Reason           {erasure.Reason}");
        if (erasure.Force is { } force)
            Line($"Although         {force}");
        Line($"Requested        {Time(erasure.RequestedAt)} by {body.RequestedBy}");
        Line($"Confirmed        {Time(erasure.ConfirmedAt)}{(body.ConfirmedBy is { } by ? $" by {by}" : "")}");
        Line($"Nothing left at  {Time(erasure.FinishedAt)}");
        Line("");
        Line("Removed (each at least so many):");
        Line($"  patients' tokens               {erasure.Tokens.Count}");
        Line($"  studies                        {erasure.Counts.Studies}");
        Line($"  versions of stored objects     {erasure.Counts.Versions}");
        Line($"  uploaded files                 {erasure.Counts.Files}");
        Line($"  rows                           {erasure.Counts.Rows}");
        Line($"  sealed identities and indexes  {erasure.Counts.VaultItems}");
        Line("");
        Line("Not removed, and why:");
        Line($"  - Copies for recovery: point-in-time recovery of the tables until {Day(RecoveryDays)}; weekly copies, where made, until {Day(CopyDays)}.");
        Line("    Whoever restores one erases this patient again (docs/runbook.md).");
        Line("  - The audit log and programs' logs: pseudonyms, acts and times, kept as the law asks; nothing leads from them to a person any more.");
        Line("  - What the clinic fetched, and its own originals: they are the clinic's.");
        Line("  - Tombstones of the studies, so that the same files do not come back unnoticed.");
        return text.ToString();

        void Line(string line) => text.Append(line).Append("\r\n");

        string Day(int days) => erasure.FinishedAt is { } finished ? finished.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : $"{days} days after the end";
    }

    private static string Time(DateTimeOffset? time) => time is { } at ? at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : "not yet";
}
