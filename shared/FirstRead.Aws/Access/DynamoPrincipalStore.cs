using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Access;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Aws.Access;

/// <summary>Each principal is two items, always written together: its own, which every request reads, and one among all of them, which operators list.</summary>
public sealed class DynamoPrincipalStore(IAmazonDynamoDB client, string studiesTable) : IPrincipalDirectory
{
    private readonly Table table = new(client, studiesTable);

    public async Task<Principal?> GetAsync(string subject, CancellationToken cancel) =>
        await table.GetAsync(StudiesTable.Principal(subject), cancel) is { } item ? Read(subject, item) : null;

    public Task PutAsync(Principal principal, CancellationToken cancel) => WriteAsync(principal, new Change(null, null, []), cancel);

    public async Task<IReadOnlyList<Principal>> ListAsync(CancellationToken cancel) =>
    [
        .. from item in await table.QueryAsync(StudiesTable.PrincipalPartition, StudiesTable.PrincipalPrefix, cancel)
           select Read(item.Text(ItemKey.SkName)[StudiesTable.PrincipalPrefix.Length..], item),
    ];

    public Task<bool> ReplaceAsync(Principal principal, Principal? seen, CancellationToken cancel) =>
        WriteAsync(principal, seen is null ? Table.Absent : Unmoved(seen), cancel);

    public Task<bool> RemoveAsync(Principal seen, CancellationToken cancel) => table.TransactAsync(
        [
            Unmoved(seen).ToDelete(table.Name, StudiesTable.Principal(seen.Subject)),
            new Change(null, null, []).ToDelete(table.Name, StudiesTable.ListedPrincipal(seen.Subject)),
        ],
        cancel);

    private Task<bool> WriteAsync(Principal principal, Change condition, CancellationToken cancel) => table.TransactAsync(
        [
            condition.ToPut(table.Name, Write(StudiesTable.Principal(principal.Subject), principal)),
            new Change(null, null, []).ToPut(table.Name, Write(StudiesTable.ListedPrincipal(principal.Subject), principal)),
        ],
        cancel);

    private static Change Unmoved(Principal seen)
    {
        var values = new Item { [":name"] = DynamoDb.Attribute.Of(seen.Name) };
        return new Change(
            null,
            $"#{AccessAttributes.Name} = :name AND {Is(AccessAttributes.Clinic, ":clinic", seen.Clinic?.Value)} AND {Is(AccessAttributes.MachineRoles, ":roles", RolesOf(seen))}",
            values);

        string Is(string name, string key, string? value)
        {
            if (value is null)
                return $"attribute_not_exists(#{name})";
            values[key] = DynamoDb.Attribute.Of(value);
            return $"#{name} = {key}";
        }
    }

    private static Item Write(ItemKey key, Principal principal) => new ItemWriter(key)
        .Text(AccessAttributes.Name, principal.Name)
        .Text(AccessAttributes.Clinic, principal.Clinic?.Value)
        .Text(AccessAttributes.MachineRoles, RolesOf(principal))
        .Done();

    private static string? RolesOf(Principal principal) => principal.MachineRoles.Count > 0 ? string.Join(',', principal.MachineRoles.Select(RoleNames.Of)) : null;

    private static Principal Read(string subject, Item item) => new(
        subject,
        item.Text(AccessAttributes.Name),
        item.OptionalText(AccessAttributes.Clinic) is { } clinic ? ClinicId.Parse(clinic) : null,
        [.. (item.OptionalText(AccessAttributes.MachineRoles)?.Split(',') ?? []).Select(RoleNames.Parse).OfType<Role>()]);
}
