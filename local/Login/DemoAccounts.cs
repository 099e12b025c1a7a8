using System.Text.Json;
using FirstRead.Core;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Login;

/// <summary>A person who may log in.</summary>
/// <param name="Subject">The token's <c>sub</c>, a UUID as Cognito's.</param>
/// <param name="Groups">Role names: the token's <c>cognito:groups</c>.</param>
/// <param name="Clinic">Stands in the studies table, never in a token.</param>
public sealed record DemoPerson(string Subject, string Username, string Password, string Name, IReadOnlyList<string> Groups, string? Clinic);

/// <summary>A clinic's program, with the client_credentials grant.</summary>
public sealed record DemoMachine(string ClientId, string ClientSecret, string Name, string Clinic);

/// <summary>Who exists in the demo; made up at the first start with random passwords, and kept.</summary>
public sealed record DemoAccounts(IReadOnlyList<DemoPerson> People, IReadOnlyList<DemoMachine> Machines)
{
    public static DemoAccounts Open(string path, IRandomSource random)
    {
        if (DurableFile.Read(path) is { } kept)
            return kept.Deserialize<DemoAccounts>() ?? throw new InvalidDataException($"{path} is empty.");
        DemoPerson Person(string username, string name, string group, string? clinic = null) =>
            new(Ids.Uuid(random), username, Password(random), name, [group], clinic);
        var accounts = new DemoAccounts(
            [
                Person("clinic@northside.example", "Northside reception", "clinic", "northside"),
                Person("clinic@harbour.example", "Harbour reception", "clinic", "harbour"),
                Person("radiologist@firstread.example", "Dr. Rosa Example", "radiologist"),
                Person("resident@firstread.example", "Dr. Remy Example", "resident"),
                Person("operator@firstread.example", "Olga Example", "operator"),
                // What one operator asks for, another confirms.
                Person("second.operator@firstread.example", "Omar Example", "operator"),
            ],
            [
                new DemoMachine("northside-uploader", Ids.Hex(random), "Northside uploader", "northside"),
                new DemoMachine("harbour-uploader", Ids.Hex(random), "Harbour uploader", "harbour"),
            ]);
        DurableFile.Write(path, JsonSerializer.SerializeToNode(accounts)!);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return accounts;
    }

    /// <summary>Sixteen letters and digits: 80 bits, and easy to copy.</summary>
    private static string Password(IRandomSource random)
    {
        const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
        var bytes = new byte[16];
        random.Fill(bytes);
        return string.Concat(bytes.Select(value => Alphabet[value % Alphabet.Length]));
    }
}
