namespace FirstRead.Local.Iam;

/// <summary>Why somebody may not do something.</summary>
public sealed record Denial(Principal Who, AccessRequest Request, Verdict Verdict)
{
    /// <summary>As AWS words it (IAM User Guide, "Troubleshoot access denied error messages"). Names the whole resource: for the caller, not for a log.</summary>
    public string Message => $"User: {Who.Arn} is not authorized to perform: {Request.Action} on resource: {Request.Resource} {Because}";

    /// <summary>For a log: of an object the first part of its key, of a phone nothing.</summary>
    public string Line => $"AccessDenied: {Who.Name} {Request.Action} on {Shown(Request.Resource)} {Because}";

    private string Because => Verdict switch
    {
        Verdict.DeniedByIdentity => "with an explicit deny in an identity-based policy",
        Verdict.DeniedByResource => "with an explicit deny in a resource-based policy",
        _ when Who.IsService => $"because no resource-based policy allows the {Request.Action} action",
        _ => $"because no identity-based policy allows the {Request.Action} action",
    };

    private static string Shown(string resource)
    {
        if (!resource.StartsWith("arn:", StringComparison.Ordinal))
            return resource == "*" ? resource : "a phone number";
        return resource.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) && resource.Split('/') is { Length: > 2 } parts ? $"{parts[0]}/{parts[1]}/…" : resource;
    }
}
