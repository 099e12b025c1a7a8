using FirstRead.Core.Review;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Readers;

/// <summary>A beat of a portal that has a study open. Others see the name; when the beats end it goes by itself.</summary>
public sealed class ReaderEndpoint(ApiPorts ports)
{
    public async Task<Answer> BeatAsync(Call call)
    {
        if (await ports.Studies.GetAsync(call.StudyId!.Value, call.Cancelled) is not { } study)
            return Problems.NotFound;
        var now = ports.Clock.GetUtcNow();
        var reader = new Reader(study.Id, call.Caller.Subject, call.Caller.Name, now + Reader.Lifetime);
        await ports.Reading.Readers.PutAsync(reader, call.Cancelled);
        var all = await ports.Reading.Readers.ListAsync(now, call.Cancelled);
        return Answer.Json(
            new ReadersBody([.. all.Where(other => other.Study == study.Id).Select(other => ReaderBody.Of(other, call.Caller))], reader.Until),
            ReadersJson.Default.ReadersBody);
    }
}
