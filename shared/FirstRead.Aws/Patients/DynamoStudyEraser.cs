using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Intake;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Patients;

/// <inheritdoc cref="IStudyEraser"/>
public sealed class DynamoStudyEraser(IAmazonDynamoDB client, string studiesTable) : IStudyEraser
{
    /// <summary>What stands in place of a digest: it would still tell whether somebody has the very file.</summary>
    private static readonly string NoDigest = new('0', 64);

    private static readonly Change Standing = new(null, $"attribute_exists(#{ItemKey.PkName})", []);
    private readonly Table table = new(client, studiesTable);

    public async Task<IReadOnlyList<StudyId>> ListStudiesAsync(PatientToken patient, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.PatientPrefix + patient, StudiesTable.StudyPrefix, cancel)).ConvertAll(item => StudyId.Parse(item.Text(Names.Study)));

    public async Task<IReadOnlyList<(UploadId Upload, FileId File)>> ListHeldAsync(PatientToken patient, CancellationToken cancel) =>
        (await table.QueryAsync(StudiesTable.PatientPrefix + patient, StudiesTable.FilePrefix, cancel))
            .ConvertAll(item => (UploadId.Parse(item.Text(Names.Upload)), FileId.Parse(item.Text(Names.File))));

    public async Task<Burial> LookAsync(StudyId study, IReadOnlyList<PatientToken> patients, CancellationToken cancel) => await table.GetAsync(StudiesTable.Study(study), cancel) switch
    {
        null => Burial.Due,
        { } item when StudyItems.IsTombstone(item) => Burial.Done,
        { } item => patients.Any(patient => patient.Value == item.Text(Names.Patient)) ? Burial.Due : Burial.Another,
    };

    public async Task<bool> BuryAsync(StudyId study, IReadOnlyList<PatientToken> patients, ErasureId erasure, DateTimeOffset now, CancellationToken cancel)
    {
        var values = new Item();
        for (var index = 0; index < patients.Count; index++)
            values[$":p{index}"] = DynamoDb.Attribute.Of(patients[index].Value);
        var theirs = new Change(
            null, $"attribute_not_exists(#{ItemKey.PkName}) OR attribute_exists(#{Names.Erasure}) OR #{Names.Patient} IN ({string.Join(", ", values.Keys)})", values);
        // The ways to it first: the tombstone does not know them any more.
        if (StudyItems.FindStudy(await table.GetAsync(StudiesTable.Study(study), cancel)) is { } standing && patients.Contains(standing.Patient))
            foreach (var key in await DynamoStudyIndex.KeysOfAsync(table, standing, cancel))
                await table.DeleteAsync(key, new Change(null, null, []), cancel);
        if (!await table.PutAsync(StudyItems.Tombstone(study, erasure.Value, now), theirs, cancel))
            return false;
        await table.DeleteAsync(StudiesTable.Work(study), new Change(null, null, []), cancel);
        return true;
    }

    public async Task<int> EraseStudyAsync(StudyId study, CancellationToken cancel)
    {
        var rows = (await table.QueryAsync(StudiesTable.Study(study).Pk, "", cancel)).Where(item => item.Text(ItemKey.SkName) is var sk
            && sk != StudiesTable.Meta && !sk.StartsWith(StudiesTable.UploadPrefix, StringComparison.Ordinal)).ToList();
        // What nobody was told of stands in a list of its own.
        rows.AddRange(await table.QueryAsync(StudiesTable.UntoldPartition, $"{StudiesTable.StudyPrefix}{study}#", cancel));
        await EachAsync(rows, cancel);
        return rows.Count + (await table.DeleteAsync(StudiesTable.Work(study), Standing, cancel) ? 1 : 0);
    }

    public async Task<bool> EraseFileAsync(UploadFile file, CancellationToken cancel)
    {
        await table.DeleteAsync(StudiesTable.Hold(file.Upload, file.Id), new Change(null, null, []), cancel);
        var ended = file.End(FileState.Refused, RefusalCodes.Erased, "The patient was erased") with { Sha256 = NoDigest, SopInstanceUid = null };
        return file != ended && await table.PutAsync(UploadItems.Write(ended), Standing, cancel);
    }

    public async Task<bool> EraseQuestionAsync(UploadId upload, CancellationToken cancel) =>
        await table.UpdateAsync(StudiesTable.Upload(upload), new Change($"REMOVE #{Names.Question}", $"attribute_exists(#{Names.Question})", []), cancel) is not null;

    public async Task<int> ForgetAsync(PatientToken patient, CancellationToken cancel)
    {
        var rows = await table.QueryAsync(StudiesTable.PatientPrefix + patient, "", cancel);
        foreach (var link in rows.Where(item => item.Text(ItemKey.SkName).StartsWith(StudiesTable.LinkPrefix, StringComparison.Ordinal)))
            await table.DeleteAsync(StudiesTable.PatientLink(PatientToken.Parse(link.Text(Names.Patient)), patient), new Change(null, null, []), cancel);
        await EachAsync(rows, cancel);
        return rows.Count;
    }

    public async Task<IReadOnlyList<StudyId>> ListReturnedAsync(DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await DueItems.ListAsync(table, StudiesTable.StudyPrefix, StudiesTable.Meta, now, limit, cancel)).Select(item => StudyId.Parse(item.Text(ItemKey.PkName)[StudiesTable.StudyPrefix.Length..]))];

    public async Task<ErasureId?> GetErasureAsync(StudyId study, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Study(study), cancel) is { } item && StudyItems.IsTombstone(item) ? ErasureId.Parse(item.Text(Names.Erasure)) : null;

    public Task SettleReturnAsync(StudyId study, CancellationToken cancel) => table.UpdateAsync(
        StudiesTable.Study(study),
        new Change($"REMOVE #{StudiesTable.DueAt}, #{StudiesTable.DueShard}", $"attribute_exists(#{Names.Erasure})", []),
        cancel);

    private Task EachAsync(IEnumerable<Item> rows, CancellationToken cancel) => Parallel.ForEachAsync(
        rows, cancel, async (item, stop) => await table.DeleteAsync(new ItemKey(item.Text(ItemKey.PkName), item.Text(ItemKey.SkName)), new Change(null, null, []), stop));
}
