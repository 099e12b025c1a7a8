using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Identity;

/// <summary>From a clinic's patient to our pseudonym: found, made at first sight, or held because the file contradicts the vault.</summary>
public sealed class PatientDirectory(IVaultStore store, Keyring lookupKeys, IRandomSource random)
{
    // Each round is a read and a conditional write; a loser's next read finds the winner's row.
    private const int Rounds = 20;

    /// <summary>
    /// The clinic comes from the upload, never from the file. An empty or placeholder PatientID gets a pseudonym for its
    /// study alone. Any number of concurrent first sights of one patient end in one pseudonym.
    /// </summary>
    public Task<PatientResolution> ResolveAsync(ClinicId clinic, OriginalIdentity identity, CancellationToken cancel) => ResolveAsync(clinic, identity, null, cancel);

    /// <inheritdoc cref="ResolveAsync(ClinicId, OriginalIdentity, CancellationToken)"/>
    /// <param name="choice">What a person said of a file that contradicts the vault; null: nobody has looked.</param>
    public async Task<PatientResolution> ResolveAsync(ClinicId clinic, OriginalIdentity identity, PatientChoice? choice, CancellationToken cancel)
    {
        // Somebody else under a known number: as good as no number.
        var subject = choice == PatientChoice.Separate ? identity with { PatientId = null } : identity;
        for (var round = 0; round < Rounds; round++)
            if (await TryResolveAsync(clinic, subject, choice == PatientChoice.Same, cancel) is { } resolution)
                return resolution;
        throw new InvalidOperationException($"The vault's index was contended for {Rounds} rounds; repeat the event.");
    }

    /// <summary>The token of a clinic's patient; null when the vault knows no such number, or it is none that could be known.</summary>
    public async Task<PatientToken?> FindAsync(ClinicId clinic, string patientId, string? issuer, CancellationToken cancel)
    {
        if (!PatientTraits.IsUsableId(patientId))
            return null;
        var identity = new OriginalIdentity("", "", "", patientId, issuer);
        foreach (var version in lookupKeys.Versions)
            if (await store.GetIndexAsync(Lookup(version, clinic, identity).Key, cancel) is { } row)
                return PatientToken.Parse(row.Token);
        return null;
    }

    // Null: another writer was faster, read again.
    private async Task<PatientResolution?> TryResolveAsync(ClinicId clinic, OriginalIdentity identity, bool confirmed, CancellationToken cancel)
    {
        var stored = new Dictionary<int, PatientIndex?>();
        foreach (var version in lookupKeys.Versions)
            stored[version] = await store.GetIndexAsync(Lookup(version, clinic, identity).Key, cancel);

        var found = stored.Values.OfType<PatientIndex>().ToList();
        var pseudonym = found.Count == 0 ? FreshPseudonym() : PseudonymOf(found);
        var seen = stored.ToDictionary(entry => entry.Key, entry => Row(entry.Key, clinic, identity, pseudonym));
        foreach (var (version, row) in stored)
            if (!confirmed && row is not null && Conflict(row, seen[version]) is { } attributes)
                return new PatientResolution.Held(
                    pseudonym.Token,
                    RefusalCodes.IdentityConflict,
                    $"The patient ID is known with another {attributes}; a person must decide whose study this is.");

        // Rows for key versions that have none: all of them at first sight, the newest after a rotation.
        var missing = seen.Where(entry => stored[entry.Key] is null).Select(entry => entry.Value).ToList();
        if (missing.Count > 0 && !await store.TryCreateIndexAsync(missing, cancel))
            return null;
        foreach (var (version, row) in stored)
            if (row is not null && (confirmed ? Confirmed(row, seen[version]) : Completed(row, seen[version])) is var next && next != row && !await store.TryReplaceIndexAsync(next, cancel))
                return null;
        return new PatientResolution.Known(pseudonym);
    }

    private PatientLookup Lookup(int version, ClinicId clinic, OriginalIdentity identity) =>
        PatientLookup.Of(version, lookupKeys.Find(version)!, clinic, identity);

    private PatientIndex Row(int version, ClinicId clinic, OriginalIdentity identity, Pseudonym pseudonym)
    {
        var lookup = Lookup(version, clinic, identity);
        return new PatientIndex(
            lookup.Key,
            pseudonym.Token.Value,
            pseudonym.DateShiftDays,
            lookup.Fingerprint(pseudonym.Token, "birth date", PatientTraits.BirthDate(identity.PatientBirthDate)),
            lookup.Fingerprint(pseudonym.Token, "sex", PatientTraits.Sex(identity.PatientSex)),
            lookup.Fingerprint(pseudonym.Token, "name", PatientTraits.Name(identity.PatientName)));
    }

    private static Pseudonym PseudonymOf(List<PatientIndex> rows) => rows.All(row => row.Token == rows[0].Token)
        ? new Pseudonym(PatientToken.Parse(rows[0].Token), rows[0].DateShiftDays)
        : throw new InvalidOperationException("Index rows of one patient under different key versions name different tokens.");

    // Not derived from the patient (45 CFR 164.514(c)); the shift is never zero.
    private Pseudonym FreshPseudonym() => new(
        PatientToken.From(random.NextUInt128()),
        Pseudonym.SmallestShift + (int)(random.NextUInt128() % (Pseudonym.LargestShift - Pseudonym.SmallestShift + 1)));

    private static string? Conflict(PatientIndex known, PatientIndex seen)
    {
        var attributes = new List<string>();
        if (Differ(known.BirthDate, seen.BirthDate))
            attributes.Add("birth date");
        if (Differ(known.Sex, seen.Sex))
            attributes.Add("sex");
        if (Differ(known.Name, seen.Name))
            attributes.Add("name");
        return attributes.Count == 0 ? null : string.Join(", ", attributes);
    }

    private static bool Differ(string? known, string? seen) => known is not null && seen is not null && known != seen;

    // A trait that no file had shown yet is noted, so that a later contradiction is seen.
    private static PatientIndex Completed(PatientIndex known, PatientIndex seen) => known with
    {
        BirthDate = known.BirthDate ?? seen.BirthDate,
        Sex = known.Sex ?? seen.Sex,
        Name = known.Name ?? seen.Name,
    };

    // A person has said that it is the same patient: what the newest file shows is what the next is held against.
    private static PatientIndex Confirmed(PatientIndex known, PatientIndex seen) => known with
    {
        BirthDate = seen.BirthDate ?? known.BirthDate,
        Sex = seen.Sex ?? known.Sex,
        Name = seen.Name ?? known.Name,
    };
}
