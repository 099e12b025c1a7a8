using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Tests.Triage.OnCall;

public sealed class RotaTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private const string Document = """
        {
          "persons": [
            { "id": "ann", "name": "Dr. Ann", "channels": ["sms", "email"], "phone": "+493000000001" },
            { "id": "ben", "name": "Dr. Ben", "channels": ["webhook"],
              "quietHours": { "zone": "Europe/Berlin", "from": "22:00", "to": "07:00" } }
          ],
          "shifts": [
            { "person": "ann", "level": 1, "hours": { "zone": "Europe/Berlin", "from": "08:00", "to": "20:00", "days": ["mon", "sun"], "firstDay": "2026-11-01" } },
            { "person": "ben", "level": 2, "hours": { "zone": "UTC", "from": "00:00", "to": "00:00" } }
          ],
          "overrides": [ { "zone": "Europe/Berlin", "from": "2026-12-24T08:00", "to": "2026-12-27T08:00", "replaces": "ann", "person": "ben" } ],
          "fallback": "ann"
        }
        """;

    [Test]
    public void Document_OfEveryMember_IsReadAndWrittenAlike()
    {
        var rota = RotaDocument.Parse(Document);
        Assert.Multiple(() =>
        {
            Assert.That(RotaDocument.Write(RotaDocument.Parse(RotaDocument.Write(rota))), Is.EqualTo(RotaDocument.Write(rota)));
            Assert.That(rota.Shifts[0].Hours.Days, Is.EqualTo(new[] { DayOfWeek.Monday, DayOfWeek.Sunday }));
            Assert.That(rota.OnCallAt(Noon).Select(person => person.Id), Is.EqualTo(new[] { "ann", "ben" }));
            Assert.That(rota.OnCallAt(new(2026, 12, 27, 6, 59, 0, TimeSpan.Zero)).Select(person => person.Id), Is.EqualTo(new[] { "ben" }));
        });
    }

    [TestCase("\"sms\"", "\"fax\"", "'fax' is no channel")]
    [TestCase("Europe/Berlin", "Europe/Atlantis", "'Europe/Atlantis' is no IANA time zone")]
    [TestCase("\"person\": \"ann\"", "\"person\": \"cyd\"", "shifts[0].person 'cyd' is none of the persons")]
    [TestCase("\"fallback\": \"ann\"", "\"fallback\": \"cyd\"", "fallback 'cyd' is none of the persons")]
    [TestCase("\"fallback\": \"ann\"", "\"fallback\": null", "fallback is missing")]
    [TestCase(", \"phone\": \"+493000000001\"", "", "persons[0].phone is needed")]
    [TestCase("+493000000001", "030 1", "persons[0].phone must be E.164")]
    [TestCase("\"id\": \"ben\"", "\"id\": \"ann\"", "the id 'ann' is given twice")]
    [TestCase("\"level\": 1", "\"level\": 0", "shifts[0].level")]
    [TestCase("\"mon\"", "\"monday\"", "'monday' is no day")]
    [TestCase("\"08:00\"", "\"8:00\"", "$.shifts[0].hours.from")]
    [TestCase("2026-12-27", "2026-12-23", "overrides[0].from must lie before to")]
    [TestCase("\"level\": 1,", "\"level\": 1, \"colour\": \"red\",", "colour")]
    [TestCase("\"level\": 1, ", "", "level")]
    public void Document_ThatIsWrong_IsRefusedByItsMember(string right, string wrong, string message) =>
        Assert.That(() => RotaDocument.Parse(Document.Replace(right, wrong)), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void OrderAt_RandomRotasAtAnyInstant_IsWhatASimpleSpecificationSays()
    {
        var random = new Random(7);
        var start = new DateTimeOffset(2026, 10, 22, 0, 0, 0, TimeSpan.Zero);
        var zones = new[] { "Europe/Berlin", "America/New_York", "UTC" }.ToDictionary(zone => zone, zone => new SimpleZone(zone, start, 8));
        for (var tries = 0; tries < 40; tries++)
        {
            var rota = RandomRota(random, [.. zones.Keys]);
            for (var instants = 0; instants < 25; instants++)
            {
                var instant = start.AddMinutes(random.Next(2 * 24 * 60, 6 * 24 * 60));
                Assert.That(string.Join(' ', rota.OrderAt(instant).Persons.Select(person => person.Id)), Is.EqualTo(Specified(rota, instant, zones)), $"{RotaDocument.Write(rota)} at {instant:O}");
            }
        }
    }

    [Test]
    public void OrderAt_WhereNobodyIsOnCall_IsTheFallbackAndAProblem()
    {
        var order = (RotaDocument.Parse(Document) with { Shifts = [] }).OrderAt(Noon);
        Assert.That((order.Persons.Single().Id, order.Problem), Is.EqualTo(("ann", "nobody-on-call")));
    }

    [Test]
    public void OrderAt_WhereAZoneIsNotKnown_CallsEveryoneTheFallbackFirst()
    {
        var rota = RotaDocument.Read(Document.Replace("Europe/Berlin", "Europe/Atlantis").Replace("\"fallback\": \"ann\"", "\"fallback\": \"ben\""));
        var order = rota.OrderAt(Noon);
        Assert.That(order.Persons.Select(person => person.Id), Is.EqualTo(new[] { "ben", "ann" }));
        Assert.That(order.Problem, Is.EqualTo("unknown-time-zone"));
    }

    [Test]
    public void OfOne_AtAnyTime_CallsThatPhone()
    {
        var order = Rota.OfOne("Dr. Only", "+15555550100").OrderAt(Noon);
        Assert.That((order.Persons.Single().Phone, order.Problem), Is.EqualTo(("+15555550100", (string?)null)));
    }

    private static Rota RandomRota(Random random, string[] zones)
    {
        string[] ids = ["a", "b", "c", "d"];
        return new Rota(
            [.. ids.Select(id => new Person(id, id, [MessageChannel.Email], QuietHours: random.Next(2) == 0 ? null : Hours()))],
            [.. Enumerable.Range(0, random.Next(5)).Select(_ => new Shift(Pick(ids), random.Next(1, 4), Hours()))],
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomOverride())],
            Pick(ids));

        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        LocalHours Hours() => new(Pick(zones), HalfHour(), HalfHour());
        TimeOnly HalfHour() => new TimeOnly(0, 0).AddMinutes(30 * random.Next(48));
        Override RandomOverride()
        {
            var from = new DateTime(2026, 10, 23).AddMinutes(30 * random.Next(4 * 48));
            var (replaces, person) = random.Next(3) switch { 0 => (null, Pick(ids)), 1 => (Pick(ids), null), _ => (Pick(ids), Pick(ids)) };
            return new Override(Pick(zones), from, from.AddMinutes(30 * random.Next(1, 96)), replaces, person);
        }
    }

    /// <summary>Walks the rota as a person would with a finger on the paper.</summary>
    private static string Specified(Rota rota, DateTimeOffset instant, Dictionary<string, SimpleZone> zones)
    {
        var order = new List<string>();
        for (var level = 1; level <= 9; level++)
            foreach (var shift in rota.Shifts)
                if (shift.Level == level && On(shift.Hours))
                    order.Add(shift.Person);
        foreach (var change in rota.Overrides)
        {
            if (!(zones[change.Zone].First(change.From) <= instant && zones[change.Zone].First(change.To) > instant))
                continue;
            if (change.Replaces is null)
                order.Insert(0, change.Person!);
            for (var index = order.Count - 1; index >= 0 && change.Replaces is not null; index--)
                if (order[index] == change.Replaces && change.Person is null)
                    order.RemoveAt(index);
                else if (order[index] == change.Replaces)
                    order[index] = change.Person!;
        }
        var loud = order.Where(id => rota.Find(id)!.QuietHours is not { } hours || !On(hours)).ToList();
        return string.Join(' ', loud.Concat(order.Except(loud)).Append(rota.Fallback!).Distinct());

        bool On(LocalHours hours) => zones[hours.Zone].Covers(hours.From, hours.To, _ => true, instant);
    }
}
