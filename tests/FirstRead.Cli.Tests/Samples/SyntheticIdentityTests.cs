using System.Globalization;
using FirstRead.Cli.Demo.Radiographs;
using FirstRead.Cli.Samples;
using FirstRead.Core.Identity;

namespace FirstRead.Cli.Tests.Samples;

public sealed class SyntheticIdentityTests
{
    private static readonly IReadOnlyList<SyntheticIdentity> People = [.. SampleStudies.People.Values, .. RadiographSource.All.Select(source => source.Person)];

    /// <summary>Else the search of the demo would find, once in some hundred runs, a date that nobody let through.</summary>
    [Test]
    public void PlantedDates_NoShiftOfAnyStudy_CanMakeThem()
    {
        var studies = People.Select(person => DateOf(person.StudyDate)).ToList();
        var planted = People.SelectMany(person => person.Planted).Where(word => word.Length == 8 && word.All(char.IsAsciiDigit)).Select(DateOf).ToList();
        Assert.That(planted, Has.Count.GreaterThan(People.Count));
        Assert.That(planted.Where(date => studies.Exists(study => study.DayNumber - date.DayNumber is > 0 and <= Pseudonym.LargestShift)), Is.Empty);
    }

    private static DateOnly DateOf(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);
}
