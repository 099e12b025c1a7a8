using FirstRead.Core.Studies;

namespace FirstRead.Functions.Uploads;

/// <summary>Tickets for files.</summary>
internal static class Tickets
{
    public static FileTicket Of(IPresigner presigner, UploadFile file, int? index)
    {
        var put = presigner.Put(file);
        return new FileTicket(index, file.Id.Value, put.Url, put.Headers, put.ExpiresAt);
    }
}
