using FirstRead.Aws.Uploads;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Uploads;

public sealed class UploadTokensTests
{
    private static readonly UploadRate Rate = new(5);

    private DynamoUploadTokens tokens = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        tokens = new DynamoUploadTokens(client, table);
    }

    [Test]
    public async Task Take_BeyondTheRate_WaitsAndOtherClinicsDoNot()
    {
        for (var taken = 0; taken < Rate.PerMinute; taken++)
            Assert.That(await TakeAsync(Given.Now), Is.Null);
        Assert.That(await TakeAsync(Given.Now), Is.EqualTo(TimeSpan.FromSeconds(12)));
        Assert.That(await tokens.TakeAsync(ClinicId.Parse("south-clinic"), Rate, Given.Now, default), Is.Null);
        Assert.That(await TakeAsync(Given.Now.AddSeconds(12)), Is.Null);
    }

    [Test]
    public async Task Take_ManyAtOnce_NeverGivesMoreThanThereAre()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TakeAsync(Given.Now)));
        Assert.That(answers.Count(wait => wait is null), Is.InRange(1, Rate.PerMinute));
    }

    private Task<TimeSpan?> TakeAsync(DateTimeOffset now) => tokens.TakeAsync(Given.Clinic, Rate, now, default);
}
