using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Identity;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PatientDirectoryTests
{
    private static readonly ClinicId North = ClinicId.Parse("north");
    private static readonly SystemRandomSource Random = new();
    private static readonly OriginalIdentity Jane = new("1.2.3", "1.2.3.1", "1.2.3.1.1", "4711", null, "DOE^JANE", "19600229", "F");

    private readonly InMemoryVaultStore store = new();
    private readonly Keyring keys = Keyring.Create(Random);

    [Test]
    public async Task Resolve_SamePatientTwice_GivesTheSamePseudonym()
    {
        var first = await KnownAsync(Jane);
        var second = await KnownAsync(Jane with { StudyInstanceUid = "1.2.9", PatientName = "Doe^Jane^Maria" });

        Assert.That(second, Is.EqualTo(first));
        Assert.That(first.DateShiftDays, Is.InRange(1, 3650));
    }

    [Test]
    public async Task Resolve_ManyConcurrentFirstSights_EndInOneToken()
    {
        var rotated = keys.Rotate(Random);
        var known = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => KnownAsync(Jane, number % 2 == 0 ? rotated : keys))));

        Assert.That(known.Distinct().Count(), Is.EqualTo(1));
        Assert.That(store.Index.Values.Select(row => row.Token).Distinct().Count(), Is.EqualTo(1));
        Assert.That(store.Index, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Resolve_AnotherClinicOrIssuer_IsAnotherPatient()
    {
        var tokens = new[]
        {
            (await KnownAsync(Jane)).Token,
            (await KnownAsync(Jane with { IssuerOfPatientId = "CITY" })).Token,
            (await KnownAsync(Jane, clinic: ClinicId.Parse("south"))).Token,
        };

        Assert.That(tokens.Distinct().Count(), Is.EqualTo(3));
    }

    [TestCase(null)]
    [TestCase("  ")]
    [TestCase("UNKNOWN")]
    [TestCase("000000")]
    [TestCase("n/a")]
    public async Task Resolve_NoUsableId_IsAPatientOfThatStudyAlone(string? id)
    {
        var nobody = new OriginalIdentity("1.2.3", "1.2.3.1", "1.2.3.1.1", id);

        var first = await KnownAsync(nobody);
        var sameStudy = await KnownAsync(nobody with { SopInstanceUid = "1.2.3.1.2" });
        var otherStudy = await KnownAsync(nobody with { StudyInstanceUid = "1.2.4" });

        Assert.That(sameStudy, Is.EqualTo(first));
        Assert.That(otherStudy.Token, Is.Not.EqualTo(first.Token));
    }

    [TestCase("19600301", "F", "DOE^JANE", "birth date")]
    [TestCase("19600229", "M", "DOE^JANE", "sex")]
    [TestCase("19600229", "F", "ROE^RICHARD", "name")]
    public async Task Resolve_KnownIdWithAnotherTrait_IsHeldAndNamesTheAttribute(string birth, string sex, string name, string attribute)
    {
        await KnownAsync(Jane);

        var resolution = await Directory().ResolveAsync(North, Jane with { PatientBirthDate = birth, PatientSex = sex, PatientName = name }, CancellationToken.None);

        var held = (PatientResolution.Held)resolution;
        Assert.That(held.Code, Is.EqualTo(RefusalCodes.IdentityConflict));
        Assert.That(held.Message, Does.Contain(attribute).And.Not.Contain(name));
    }

    [Test]
    public async Task Resolve_TraitSeenLater_IsRememberedForTheNextConflict()
    {
        await KnownAsync(Jane with { PatientBirthDate = null });
        await KnownAsync(Jane);

        Assert.That(await Directory().ResolveAsync(North, Jane with { PatientBirthDate = "19700101" }, CancellationToken.None), Is.TypeOf<PatientResolution.Held>());
    }

    [Test]
    public async Task Resolve_AfterFiveRotations_FindsThePatientUnderTheNewestKeyAlone()
    {
        var first = await KnownAsync(Jane);
        var ring = keys;
        for (var rotation = 0; rotation < 5; rotation++)
            Assert.That(await KnownAsync(Jane, ring = ring.Rotate(Random)), Is.EqualTo(first));

        var newestAlone = Keyring.Parse($"{{\"current\":{ring.Current},\"keys\":{{\"{ring.Current}\":\"{Convert.ToBase64String(ring.CurrentKey)}\"}}}}");
        Assert.That(await KnownAsync(Jane, newestAlone), Is.EqualTo(first));
    }

    [Test]
    public async Task Resolve_Patient_StoresNoValue()
    {
        await KnownAsync(Jane);

        var stored = string.Join('\n', store.Index.Values.Select(row => row.ToString()));
        foreach (var value in new[] { "4711", "DOE", "JANE", "19600229" })
            Assert.That(stored, Does.Not.Contain(value));
    }

    private async Task<Pseudonym> KnownAsync(OriginalIdentity identity, Keyring? ring = null, ClinicId? clinic = null) =>
        ((PatientResolution.Known)await Directory(ring).ResolveAsync(clinic ?? North, identity, CancellationToken.None)).Pseudonym;

    private PatientDirectory Directory(Keyring? ring = null) => new(store, ring ?? keys, Random);
}
