using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Access;

/// <inheritdoc cref="IPrincipalStore"/>
public sealed class DynamoPrincipalStore(IAmazonDynamoDB client, string studiesTable) : IPrincipalStore
{
    private readonly Table table = new(client, studiesTable);

    public async Task<Principal?> GetAsync(string subject, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Principal(subject), cancel) is { } item ? Read(subject, item) : null;

    public Task PutAsync(Principal principal, CancellationToken cancel) => table.PutAsync(Write(principal), cancel);

    private static Item Write(Principal principal) => new ItemWriter(StudiesTable.Principal(principal.Subject))
        .Text(AccessAttributes.Name, principal.Name)
        .Text(AccessAttributes.Clinic, principal.Clinic?.Value)
        .Text(AccessAttributes.MachineRoles, principal.MachineRoles.Count > 0 ? string.Join(',', principal.MachineRoles.Select(RoleNames.Of)) : null)
        .Done();

    private static Principal Read(string subject, Item item) => new(
        subject,
        item.Text(AccessAttributes.Name),
        item.OptionalText(AccessAttributes.Clinic) is { } clinic ? ClinicId.Parse(clinic) : null,
        [.. (item.OptionalText(AccessAttributes.MachineRoles)?.Split(',') ?? []).Select(RoleNames.Parse).OfType<Role>()]);
}
