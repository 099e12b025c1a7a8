using FirstRead.Local.S3;

namespace FirstRead.Local.Gateway;

/// <summary><c>/pixels/*</c>, <c>/results/*</c> and <c>/teaching/*</c>: objects on the portal's own origin, behind CloudFront's signed cookies.</summary>
public sealed class PixelFiles(ObjectStore store, Distribution distribution, SignedCookies cookies, string origin, string deidentifiedBucket, string resultsBucket)
{
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            context.Response.StatusCode = 405;
            return;
        }
        if (!cookies.Admit(context.Request.Cookies, origin + context.Request.Path.ToUriComponent()))
        {
            context.Response.StatusCode = 403;
            return;
        }
        var (bucket, key) = path.Split('/')[1] switch
        {
            "pixels" => (store.Find(deidentifiedBucket)!, path["/pixels/".Length..]),
            // Its key is its path, in the bucket of the pictures that it is a copy of.
            "teaching" => (store.Find(deidentifiedBucket)!, path[1..]),
            _ => (store.Find(resultsBucket)!, path[1..]),
        };
        if (!distribution.MayRead(bucket.Name, key))
        {
            context.Response.StatusCode = 403;
            return;
        }
        if (bucket.Find(key) is not { IsDeleteMarker: false } version)
        {
            context.Response.StatusCode = 404;
            return;
        }
        context.Response.Headers.CacheControl = "private, max-age=900";
        try
        {
            await ObjectResponse.SendAsync(context, version, bucket.PathOf(version));
        }
        catch (S3Exception error)
        {
            context.Response.StatusCode = error.Status;
        }
    }
}
