using FirstRead.Core;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;

namespace FirstRead.Functions.Uploads;

/// <summary>What the function stands on.</summary>
/// <param name="CleanQuestion">Leaves the known words of a typed question; null when none is left.</param>
public sealed record UploadsPorts(
    IUploadStore Uploads,
    IStudyStore Studies,
    IPrincipalStore Principals,
    IAuditLog Audit,
    IPresigner Presigner,
    IAnnouncedFiles Announced,
    IUploadTokens Tokens,
    IPartRecords PartRecords,
    IPartStore Parts,
    Func<string?, string?> CleanQuestion,
    IRandomSource Random,
    TimeProvider Clock);
