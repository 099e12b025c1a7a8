using FirstRead.Core;
using FirstRead.Local.Template;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Iam;

/// <summary>The one account: its template, who holds keys in it, and who may do what.</summary>
/// <param name="Administrator">The key of whoever runs the local cloud.</param>
public sealed record Account(StackTemplate Template, AccessKey Administrator, KeyRing Keys, Guard Guard)
{
    /// <param name="data">The local cloud's data folder, where keys and the log of denials lie.</param>
    /// <param name="enforce">False: what the policies deny is logged and done.</param>
    public static Account Open(string data, StackTemplate template, AccessKey administrator, bool enforce, IRandomSource random) => new(
        template, administrator,
        KeyRing.Open(Path.Combine(data, "secrets", "role-keys.json"), administrator, StackRoles.Of(template).Values, random),
        new Guard(new ResourcePolicies(template), new DenialLog(DenialLog.PathIn(data)), enforce));
}
