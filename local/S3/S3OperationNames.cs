namespace FirstRead.Local.S3;

/// <summary>S3's operations by the names that its API reference and its bill have for them.</summary>
public static class S3OperationNames
{
    /// <param name="request">Path-style.</param>
    public static string Of(HttpRequest request)
    {
        bool Has(string parameter) => request.Query.ContainsKey(parameter);
        var onBucket = request.Path.Value?.Trim('/').Contains('/') != true;
        return request.Method switch
        {
            "PUT" when Has("uploadId") => "UploadPart",
            "PUT" when request.Headers.ContainsKey("x-amz-copy-source") => "CopyObject",
            "PUT" => "PutObject",
            "POST" when Has("uploads") => "CreateMultipartUpload",
            "POST" => "CompleteMultipartUpload",
            "DELETE" when Has("uploadId") => "AbortMultipartUpload",
            "DELETE" => "DeleteObject",
            "HEAD" => "HeadObject",
            "GET" when Has("uploadId") => "ListParts",
            "GET" when onBucket => "ListObjects",
            "GET" => "GetObject",
            var other => other,
        };
    }
}
