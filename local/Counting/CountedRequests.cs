using FirstRead.Local.S3;

namespace FirstRead.Local.Counting;

/// <summary>Counts what a server of ours is asked before it answers.</summary>
public static class CountedRequests
{
    /// <summary>Of services whose operation stands in X-Amz-Target, or in the form's Action (SNS), which is not read.</summary>
    /// <param name="counts">Null counts nothing.</param>
    public static RequestDelegate Of(string service, RequestCounts? counts, RequestDelegate handler) => counts is null ? handler : context =>
    {
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        counts.Add(service, RequestCounts.ProgramOf(context.Request), target.Length > 0 ? target[(target.LastIndexOf('.') + 1)..] : "Publish");
        return handler(context);
    };

    /// <param name="counts">Null counts nothing.</param>
    public static RequestDelegate OfS3(RequestCounts? counts, RequestDelegate handler) => counts is null ? handler : context =>
    {
        counts.Add("S3", RequestCounts.ProgramOf(context.Request), S3OperationNames.Of(context.Request));
        return handler(context);
    };
}
