using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;

namespace FirstRead.Functions.Uploads;

/// <summary>Tickets for files: a URL for one to be sent whole, the size of its parts for a large one, the state of one that is known.</summary>
internal static class Tickets
{
    public static FileTicket Of(IPresigner presigner, UploadFile file, int? index)
    {
        var ticket = new FileTicket(index, file.Upload.Value, file.Id.Value, StoredNames.Of(file.State));
        if (file.State != FileState.Pending)
            return ticket;
        if (FileParts.Needs(file.Bytes))
            return ticket with { PartBytes = FileParts.PartBytes };
        var put = presigner.Put(file);
        return ticket with
        {
            Url = put.Url,
            Headers = put.Headers,
            ExpiresAt = put.ExpiresAt,
        };
    }
}
