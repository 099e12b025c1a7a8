namespace FirstRead.Local.Iam;

/// <summary>Why somebody may or may not.</summary>
public enum Verdict
{
    Allowed,

    /// <summary>Nothing says that it may.</summary>
    NotAllowed,

    /// <summary>Its own policy says that it may not.</summary>
    DeniedByIdentity,

    /// <summary>The resource's policy says that it may not.</summary>
    DeniedByResource,
}

/// <summary>
/// One account's evaluation (IAM User Guide, "Policy evaluation logic"): a denial anywhere ends it; else a right in the role's policy or in
/// the resource's is enough. A KMS key's own policy has the first word: a role's rights count where it lets the account's do
/// (KMS Developer Guide, "Key policies").
/// </summary>
public static class Evaluation
{
    /// <param name="resource">The policy that stands at what is asked for; empty where there is none.</param>
    public static Verdict Of(Principal principal, AccessRequest request, IReadOnlyList<PolicyStatement> resource)
    {
        var own = principal.About(request.Action).Where(statement => statement.IsAbout(request)).ToList();
        if (own.Any(statement => !statement.Allows))
            return Verdict.DeniedByIdentity;
        var (named, delegated) = (false, false);
        foreach (var statement in resource.Where(statement => statement.IsAbout(request)))
        {
            var speaksOf = statement.Principals.Any(each => Names(principal, each));
            var speaksOfAll = !principal.IsService && statement.Principals.Contains(principal.AccountRoot);
            if (!statement.Allows && (speaksOf || speaksOfAll))
                return Verdict.DeniedByResource;
            named |= statement.Allows && speaksOf;
            delegated |= statement.Allows && speaksOfAll;
        }
        var byIdentity = own.Count > 0 && (delegated || !request.Action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase));
        return named || byIdentity ? Verdict.Allowed : Verdict.NotAllowed;
    }

    private static bool Names(Principal principal, string each) => each == "*" || (principal.IsService ? each == principal.Name : each == principal.RoleArn || each == principal.Arn);
}
