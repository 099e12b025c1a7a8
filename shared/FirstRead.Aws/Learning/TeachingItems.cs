using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Learning;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Learning;

/// <summary>Teaching cases as items.</summary>
internal static class TeachingItems
{
    public const string Case = "case";
    private const string Study = StudiesAttributes.Study;
    private const string Round = "round";
    private const string Kind = "kind";
    private const string Topic = "topic";
    private const string Difficulty = "difficulty";
    private const string FacesAgreed = "facesAgreed";
    private const string By = "by";
    private const string RequestedAt = "requestedAt";
    private const string Seed = "seed";
    private const string Tries = "tries";
    private const string Pictures = "pictures";

    public static Item Write(TeachingCase teaching)
    {
        var key = StudiesTable.TeachingCase(teaching.Id);
        return new ItemWriter(key)
            .Text(Study, teaching.Study.Value)
            .Number(Round, teaching.Round)
            .Text(Kind, CaseNames.Of(teaching.Kind))
            .Text(StudiesAttributes.State, CaseNames.Of(teaching.State))
            .Text(Topic, teaching.Topic)
            .Text(Difficulty, teaching.Difficulty)
            .Flag(FacesAgreed, teaching.FacesAgreed)
            .Flag(StudiesAttributes.Simulated, teaching.Simulated)
            .Text(By, teaching.By)
            .Time(RequestedAt, teaching.RequestedAt)
            .Text(Seed, teaching.Seed)
            .Number(Tries, teaching.Tries)
            .Text(StudiesAttributes.Reason, teaching.Reason)
            .Number(Pictures, teaching.Pictures)
            .Number(StudiesAttributes.Revision, teaching.Revision)
            .Due(key, teaching.DueAt)
            .Done();
    }

    public static TeachingCase Read(Item item) => new(
        CaseId.Parse(item.Text(ItemKey.SkName)[StudiesTable.CasePrefix.Length..]),
        StudyId.Parse(item.Text(Study)),
        item.Integer(Round),
        CaseNames.Kind(item.Text(Kind)) ?? throw new InvalidDataException("A teaching case has a kind that is none of ours."),
        CaseNames.State(item.Text(StudiesAttributes.State)),
        item.Text(Topic),
        item.Text(Difficulty),
        item.Flag(FacesAgreed),
        item.Flag(StudiesAttributes.Simulated),
        item.Text(By),
        item.Time(RequestedAt),
        item.OptionalText(Seed),
        item.Integer(Tries),
        item.OptionalText(StudiesAttributes.Reason),
        item.Integer(Pictures),
        item.OptionalTime(StudiesTable.DueAt),
        item.Integer(StudiesAttributes.Revision));
}
