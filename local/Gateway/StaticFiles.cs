using Microsoft.AspNetCore.StaticFiles;

namespace FirstRead.Local.Gateway;

/// <summary>Files of one folder; every path without a file of its own is the single page's.</summary>
public sealed class StaticFiles(string folder)
{
    private readonly FileExtensionContentTypeProvider _types = new();

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            context.Response.StatusCode = 405;
            return;
        }
        if (Find(context.Request.Path.Value ?? "/") is not { } file)
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync(Directory.Exists(folder) ? "Not found." : "The portal is not built: run 'npm ci && npm run build' in portal/.");
            return;
        }
        context.Response.ContentType = _types.TryGetContentType(file, out var type) ? type : "application/octet-stream";
        // Names under assets/ carry a hash of their content.
        context.Response.Headers.CacheControl = file.Contains("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.ContentLength = new FileInfo(file).Length;
        if (context.Request.Method == "GET")
            await context.Response.SendFileAsync(file, context.RequestAborted);
    }

    private string? Find(string path)
    {
        var root = Path.GetFullPath(folder) + "/";
        var file = Path.GetFullPath(Path.Combine(root, path.TrimStart('/')));
        if (!file.StartsWith(root, StringComparison.Ordinal) && file + "/" != root)
            return null;
        if (File.Exists(file))
            return file;
        var page = Path.Combine(root, "index.html");
        return Path.GetExtension(path).Length == 0 && File.Exists(page) ? page : null;
    }
}
