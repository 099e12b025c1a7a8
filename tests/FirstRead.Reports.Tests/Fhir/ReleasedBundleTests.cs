using System.Text;
using System.Text.RegularExpressions;
using FirstRead.Reports.Fhir;

namespace FirstRead.Reports.Tests.Fhir;

public sealed partial class ReleasedBundleTests
{
    [Test]
    public void Bundle_Released_SharesNoIdWithThePseudonymousOne()
    {
        var (released, pseudonymous) = (Text(Reports.Released), Text(Reports.Pseudonymous));
        var ids = Ids().Matches(pseudonymous).Select(match => match.Value).Distinct().ToList();
        Assert.That(ids, Has.Count.GreaterThan(4));
        Assert.That(ids.Where(id => released.Contains(id, StringComparison.Ordinal)), Is.Empty, "whoever holds both could lead one to the other");
        Assert.That(Text(Reports.Released), Is.EqualTo(released));
    }

    private static string Text(ReportSubject subject) => Encoding.UTF8.GetString(FhirBundle.Write(Reports.Final(subject)));

    // UUIDs of version 8, and UIDs cut from them.
    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|2\.25\.[0-9]{20,}")]
    private static partial Regex Ids();
}
