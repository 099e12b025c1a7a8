namespace FirstRead.Local.Iam;

/// <summary>Asks the policies. Every service puts each action of a call to it before it does anything.</summary>
/// <param name="enforce">False: what would be denied is logged and done.</param>
public sealed class Guard(ResourcePolicies policies, DenialLog log, bool enforce)
{
    public ResourcePolicies Policies => policies;

    /// <summary>The first action that is not allowed; null when all are.</summary>
    public Denial? Check(Principal who, params IEnumerable<AccessRequest> requests)
    {
        foreach (var request in requests)
            if (Find(who, request) is { } denial)
            {
                log.Write(denial);
                if (enforce)
                    return denial;
            }
        return null;
    }

    /// <summary>A question without consequence: nothing is logged.</summary>
    public bool Allows(Principal who, AccessRequest request) => !enforce || Find(who, request) is null;

    /// <summary>What KMS is asked when a service uses the key of a resource in the caller's name; nothing where the resource has no key of ours.</summary>
    /// <param name="resource">ARN of a bucket, table, topic or secret.</param>
    /// <param name="service">For example <c>s3</c>.</param>
    /// <param name="region">The key's.</param>
    public IEnumerable<AccessRequest> UseOfKey(string resource, string service, string region, params IEnumerable<string> actions) => policies.KeyOf(resource) is { } key
        ? actions.Select(action => AccessRequest.Of(action, key, ("kms:ViaService", [$"{service}.{region}.amazonaws.com"])))
        : [];

    private Denial? Find(Principal who, AccessRequest request) =>
        Evaluation.Of(who, request, policies.Of(request.Resource)) is not Verdict.Allowed and var verdict ? new Denial(who, request, verdict) : null;
}
