using System.Collections.Concurrent;

namespace FirstRead.Local.Iam;

/// <summary>Who asks: a role in a session, or a service of AWS itself.</summary>
/// <param name="Name">Of the role; of a service its host name, for example <c>cloudfront.amazonaws.com</c>.</param>
/// <param name="Account">Twelve digits.</param>
/// <param name="IsService">A service has no policy of its own: only what it asks for can let it in.</param>
public sealed record Principal(string Name, string Account, IReadOnlyList<PolicyStatement> Statements, bool IsService = false)
{
    public const string AdministratorName = "administrator";

    private readonly ConcurrentDictionary<string, IReadOnlyList<PolicyStatement>> _byAction = new(StringComparer.OrdinalIgnoreCase);

    public string RoleArn => $"arn:aws:iam::{Account}:role/{Name}";

    /// <summary>As errors name it.</summary>
    public string Arn => IsService ? Name : $"arn:aws:sts::{Account}:assumed-role/{Name}/{Name}";

    public string AccountRoot => $"arn:aws:iam::{Account}:root";

    /// <summary>Whoever runs the local cloud.</summary>
    public static Principal Administrator(string account) => new(AdministratorName, account, [PolicyStatement.Everything]);

    public static Principal Service(string name, string account) => new(name, account, [], IsService: true);

    /// <summary>Its statements about an action, whatever the resource.</summary>
    internal IReadOnlyList<PolicyStatement> About(string action) => _byAction.GetOrAdd(action, name =>
        [.. Statements.Where(statement => statement.Actions.Any(pattern => Wildcard.Matches(pattern, name, StringComparison.OrdinalIgnoreCase)) != statement.AllActionsBut)]);
}
