using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>
/// RunTask's idempotency token: the same for a repeated call of one launch, another for each launch, for a token answers
/// with its dead task too (Amazon ECS API Reference, "Ensuring idempotency").
/// </summary>
public static class ClientToken
{
    /// <summary>32 hexadecimal digits (64 characters are allowed).</summary>
    public static string Of(StudyId study, int launches) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{study} {launches}")))[..32];
}
