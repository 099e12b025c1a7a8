using System.Globalization;
using System.Text.Json.Nodes;
using FirstRead.Core.Studies;
using FirstRead.Reports.Fhir;
using FirstRead.Testing;

namespace FirstRead.Reports.Tests.Fhir;

public sealed class FhirBundleTests
{
    private static readonly RadiologyReport[] All =
    [
        Reports.Preliminary(),
        Reports.Final(),
        Reports.Amended(),
        Reports.Final(Reports.Released),
        Reports.Of(Reports.Reopened()),
        Reports.Of(Reports.Start() with { Study = Given.Study(), Result = null }),
        Reports.Preliminary() with { Instances = [] },
        Reports.Reviewed(),
        Reports.Withdrawn(),
    ];

    [Test]
    public void Bundle_InEveryState_KeepsToTheElementsOfR4()
    {
        foreach (var report in All)
        {
            var bundle = Bundle(report);
            var resources = Resources(bundle);
            Assert.That(R4.Problems(bundle, _ => null), Is.Empty);
            foreach (var resource in resources)
                Assert.That(R4.Problems(resource, reference => TypeAt(bundle, reference)), Is.Empty, (string)resource["resourceType"]!);
        }
    }

    [TestCase("status", "\"done\"")]
    [TestCase("status", "[\"final\"]")]
    [TestCase("misspelt", "1")]
    [TestCase("issued", "\"2026-11-22\"")]
    [TestCase("subject", "{\"reference\":\"urn:uuid:nobody\"}")]
    public void Check_ElementThatR4DoesNotHave_IsSeen(string name, string value)
    {
        var bundle = Bundle(Reports.Final());
        var report = One(bundle, "DiagnosticReport");
        report[name] = JsonNode.Parse(value);
        Assert.That(R4.Problems(report, reference => TypeAt(bundle, reference)), Has.Count.EqualTo(1));
    }

    [Test]
    public void Status_FollowsTheReview() => Assert.That(
        All.Select(report => (string)One(Bundle(report), "DiagnosticReport")["status"]!),
        Is.EqualTo(new[] { "preliminary", "final", "amended", "final", "preliminary", "registered", "preliminary", "final", "amended" }));

    [Test]
    public void Observations_Unsigned_AreAllPreliminary() =>
        Assert.That(Observations(Reports.Preliminary()).Select(one => (string)one["status"]!), Is.EqualTo(new[] { "preliminary", "preliminary" }));

    [Test]
    public void Observations_AmendedAndOwn_GiveWhatThePersonDrew()
    {
        var observations = Observations(Reports.Reviewed());
        var components = observations.Select(one => one["component"]?.AsArray().Select(part => (string?)part!["code"]!["coding"]?[0]!["code"] ?? "text").ToArray()).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(observations.Select(one => (string)one["status"]!), Is.EqualTo(new[] { "final", "entered-in-error", "final" }));
            Assert.That((decimal)observations[0]["component"]!.AsArray().Single(part => (string?)part!["code"]!["coding"]?[0]!["code"] == "81827009")!["valueQuantity"]!["value"]!, Is.EqualTo(21.5m), "the diameter of the drawn outline");
            Assert.That((string)observations[0]["note"]![1]!["text"]!, Does.StartWith("Accepted with another outline by"));
            Assert.That(components[2], Is.EqualTo(new[] { "text" }), "an own finding by a point: its key image, no certainty");
            Assert.That(observations[2].ContainsKey("device"), Is.False);
            Assert.That((string)observations[2]["valueCodeableConcept"]!["text"]!, Is.EqualTo("Old bleeding"));
        });
    }

    [Test]
    public void Observation_OfAnOwnFindingThatWasRejectedLater_IsWithdrawnUnderItsOldId()
    {
        var (before, after) = (Observations(Reports.Reviewed())[2], Observations(Reports.Withdrawn())[2]);
        Assert.Multiple(() =>
        {
            Assert.That((string)after["id"]!, Is.EqualTo((string)before["id"]!));
            Assert.That((string)after["status"]!, Is.EqualTo("entered-in-error"));
            Assert.That(after.ContainsKey("valueCodeableConcept"), Is.False);
        });
    }

    [Test]
    public void OwnFinding_OfAnOpenRound_IsNotReportedYet()
    {
        var reading = Reports.After(Reports.Start(), Reports.Start().Add(Reports.Own));
        Assert.That(Observations(Reports.Of(reading)), Has.Length.EqualTo(2));
    }

    [Test]
    public void Observations_Signed_AreFinalOrWithdrawnWithoutAValue()
    {
        var observations = Observations(Reports.Final());
        var report = One(Bundle(Reports.Final()), "DiagnosticReport");
        Assert.Multiple(() =>
        {
            Assert.That(observations.Select(one => (string)one["status"]!), Is.EqualTo(new[] { "final", "entered-in-error" }));
            Assert.That(observations[1].ContainsKey("valueCodeableConcept") || observations[1].ContainsKey("component"), Is.False);
            Assert.That((string)observations[1]["note"]![1]!["text"]!, Is.EqualTo($"Rejected by Dr Ada Reader: {Reports.Reason}"));
            Assert.That(report["result"]!.AsArray().Select(one => (string)one!["reference"]!), Is.EqualTo(new[] { $"urn:uuid:{observations[0]["id"]}" }));
        });
    }

    [Test]
    public void Observations_Measured_HaveUcumUnitsAndCodesOfSnomedAndDicom()
    {
        var mass = Observations(Reports.Preliminary())[0];
        var measures = mass["component"]!.AsArray().Where(one => one!["valueQuantity"] is not null)
            .Select(one => (Code: (string?)one!["code"]!["coding"]?[0]!["code"], Value: (double)one["valueQuantity"]!["value"]!, Unit: (string)one["valueQuantity"]!["code"]!, System: (string)one["valueQuantity"]!["system"]!))
            .ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(measures[..4].Select(one => (one.Code, one.Value, one.Unit)), Is.EqualTo(new[]
            {
                ("111012", 93.75, "%"), ("81827009", 34.1, "mm"), ("42798000", 812.5, "mm2"), ("118565006", 21400, "mm3"),
            }));
            Assert.That(measures.Select(one => one.System), Is.All.EqualTo("http://unitsofmeasure.org"));
            Assert.That((string)mass["valueCodeableConcept"]!["coding"]![0]!["system"]!, Is.EqualTo("http://snomed.info/sct"));
            Assert.That((string)mass["bodySite"]!["coding"]![0]!["code"]!, Is.EqualTo("12738006"));
        });
    }

    [Test]
    public void Bundle_OfEveryState_SaysWhatItIsFor()
    {
        foreach (var report in All)
        {
            var text = (string)One(Bundle(report), "DiagnosticReport")["conclusion"]!;
            Assert.That(text, Does.Contain("Research use only, not for diagnosis."));
            Assert.That(text.Contains("unverified", StringComparison.Ordinal), Is.EqualTo(!report.Signed));
        }
    }

    [Test]
    public void Bundle_Amended_HasBothSignedTextsInOrder() => Assert.That(
        (string)One(Bundle(Reports.Amended(Reports.Released)), "DiagnosticReport")["conclusion"]!,
        Does.StartWith($"{Reports.Impression}\n\nAddendum of 2026-11-23 10:30 UTC: {Reports.Addendum}"));

    [Test]
    public void Bundle_Pseudonymous_HasNoTimeOfTheClock()
    {
        Assert.That(Bundle(Reports.Amended()).ToJsonString(), Does.Not.Contain("2026-11-2"));
        var shifted = Bundle(Reports.Amended(new ReportSubject.Pseudonymous(PatientToken.From(1), TimeSpan.FromDays(-1000))));
        Assert.That((string)One(shifted, "DiagnosticReport")["issued"]!, Is.EqualTo("2024-02-27T10:30:15.250Z"));
        Assert.That(shifted.ToJsonString(), Does.Not.Contain("2026-"));
    }

    [Test]
    public void Observations_OfAResultThatWasReplaced_AreCancelledUnderTheirOwnIds()
    {
        var (before, after) = (Bundle(Reports.Final()), Bundle(Reports.Amended()));
        var accepted = Resources(before).Single(one => (string)one["resourceType"]! == "Observation" && (string)one["status"]! == "final");
        var superseded = Resources(after).Single(one => (string)one["id"]! == (string)accepted["id"]!);
        Assert.That((string)superseded["status"]!, Is.EqualTo("cancelled"));
        Assert.That(superseded.ContainsKey("valueCodeableConcept"), Is.False);
        Assert.That(Observations(Reports.Amended()).Count(one => (string)one["status"]! == "cancelled"), Is.EqualTo(1), "what was rejected then was withdrawn then");
        Assert.That(Observations(Reports.Of(Reports.Reopened())).Select(one => (string)one["status"]!), Has.None.EqualTo("cancelled"), "nobody has signed the later result");
    }

    [Test]
    public void PresentedForm_OfAPdf_HasItsSizeAndItsHash()
    {
        var form = One(Bundle(Reports.Final()), "DiagnosticReport")["presentedForm"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((string)form["contentType"]!, Is.EqualTo("application/pdf"));
            Assert.That((string)form["data"]!, Is.EqualTo("AQID"));
            Assert.That((int)form["size"]!, Is.EqualTo(3));
            // printf '\1\2\3' | openssl sha1 -binary | base64
            Assert.That((string)form["hash"]!, Is.EqualTo("cDeAcZjCKn0rCAc3HXY3eahP388="));
        });
    }

    [Test]
    public void Bundle_Pseudonymous_HasNoDateOfTheStudyAndNoName()
    {
        var bundle = Bundle(Reports.Final());
        Assert.Multiple(() =>
        {
            Assert.That(One(bundle, "Patient").Select(field => field.Key), Is.EquivalentTo(new[] { "resourceType", "id", "identifier" }));
            Assert.That(One(bundle, "ImagingStudy").ContainsKey("started"), Is.False);
            Assert.That(One(bundle, "DiagnosticReport").ContainsKey("effectiveDateTime"), Is.False);
        });
    }

    [Test]
    public void Bundle_Released_HasTheClinicsOwnIdentifiersAndNoneOfOurs()
    {
        var bundle = Bundle(Reports.Final(Reports.Released));
        var (patient, study, text) = (One(bundle, "Patient"), One(bundle, "ImagingStudy"), bundle.ToJsonString());
        Assert.Multiple(() =>
        {
            Assert.That((string)patient["identifier"]![0]!["value"]!, Is.EqualTo("MRN-4711"));
            Assert.That((string)patient["name"]![0]!["family"]!, Is.EqualTo("Muñoz"));
            Assert.That(patient["name"]![0]!["given"]!.AsArray().Select(one => (string)one!), Is.EqualTo(new[] { "Inés", "María" }));
            Assert.That(((string)patient["gender"]!, (string)patient["birthDate"]!), Is.EqualTo(("female", "1971-03-04")));
            Assert.That(study["identifier"]!.AsArray().Select(one => (string)one!["value"]!), Is.EqualTo(new[] { "urn:oid:1.2.826.0.1.77.1", "ACC-99" }));
            Assert.That((string)study["started"]!, Is.EqualTo("2026-11-18"));
            Assert.That(study["series"]!.AsArray().SelectMany(one => one!["instance"]!.AsArray()).Select(one => (string)one!["uid"]!), Is.EqualTo(Enumerable.Range(1, 20).Select(number => $"1.2.826.0.1.77.3.{number}")));
            Assert.That(text, Does.Not.Contain(PatientToken.From(1).Value).And.Not.Contain("2.25.100"));
        });
    }

    [Test]
    public void Bundle_ReleasedWithoutOneInstancesIdentity_IsRefused()
    {
        var released = (ReportSubject.Released)Reports.Released;
        var lacking = released with { Instances = released.Instances.Skip(1).ToDictionary() };
        Assert.That(() => FhirBundle.Write(Reports.Final(lacking)), Throws.InstanceOf<KeyNotFoundException>());
    }

    [Test]
    public void Bundle_WrittenTwice_IsTheSame() => Assert.That(FhirBundle.Write(Reports.Final()), Is.EqualTo(FhirBundle.Write(Reports.Final())));

    [Test]
    public void Narrative_OfAHostileImpression_IsStillText()
    {
        var reading = Reports.Start() with { Result = Reports.Result with { Findings = [] } };
        var signed = (Core.Review.ReviewOutcome.Changed)reading.Sign("<script>alert(1)</script>\u0001 & done", "Dr Ada Reader", "sub-1", Given.Now);
        var report = One(Bundle(Reports.Of(reading with { Study = signed.Study, Rounds = [signed.Round] })), "DiagnosticReport");
        Assert.That((string)report["text"]!["div"]!, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; done"));
    }

    [Test]
    public void BodySites_StandInTheCodeList()
    {
        var codes = File.ReadLines(RepositoryRoot.Combine("shared", "FirstRead.Core", "Deidentification", "Tables", "codes.tsv")).ToHashSet();
        Assert.That(BodySites.All.Values.Where(site => !codes.Contains(string.Create(CultureInfo.InvariantCulture, $"SCT\t{site.Value}\t{site.Meaning}"))), Is.Empty);
    }

    [TestCase("Doe^Jane^Q^Dr^Jr", ExpectedResult = "Doe, Jane Q, Dr, Jr")]
    [TestCase("Yamada^Tarou=山田^太郎=やまだ^たろう", ExpectedResult = "Yamada, Tarou")]
    [TestCase("DOE", ExpectedResult = "DOE")]
    [TestCase("^Jane", ExpectedResult = "Jane")]
    public string PersonName_Shown_IsTheAlphabeticGroup(string text) => PersonName.Parse(text).Shown;

    private static JsonObject Bundle(RadiologyReport report) => JsonNode.Parse(FhirBundle.Write(report, [1, 2, 3]))!.AsObject();

    private static JsonObject[] Resources(JsonObject bundle) => [.. bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!.AsObject())];

    private static JsonObject One(JsonObject bundle, string type) => Resources(bundle).Single(resource => (string)resource["resourceType"]! == type);

    private static JsonObject[] Observations(RadiologyReport report) => [.. Resources(Bundle(report)).Where(resource => (string)resource["resourceType"]! == "Observation")];

    private static string? TypeAt(JsonObject bundle, string reference) =>
        (string?)bundle["entry"]!.AsArray().SingleOrDefault(entry => (string)entry!["fullUrl"]! == reference)?["resource"]!["resourceType"];
}
