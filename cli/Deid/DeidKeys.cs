using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FirstRead.Core;
using FirstRead.Core.Deidentification;
using FirstRead.Core.Identity;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Deid;

/// <summary>
/// The two secrets behind new UIDs, tokens, date shifts and folder names. One run keeps them the same for all its files;
/// a key file keeps them the same from run to run.
/// </summary>
internal sealed class DeidKeys
{
    private const int KeyBytes = 32;
    private static readonly ClinicId Clinic = ClinicId.Parse("local");

    private readonly byte[] uids;

    private DeidKeys(byte[] uids, byte[] patients)
    {
        this.uids = uids;
        Uids = new UidMap(uids, Clinic);
        Patients = new KeyedPseudonyms(patients, Clinic);
    }

    public UidMap Uids { get; }

    public KeyedPseudonyms Patients { get; }

    public static DeidKeys Fresh(IRandomSource random) => new(Key(random), Key(random));

    /// <summary>Reads the file; creates it for its owner alone where there is none. Of two that create it at once both use one.</summary>
    /// <exception cref="CommandException">It holds no keys, or cannot be read or written.</exception>
    public static DeidKeys Open(string path, IRandomSource random)
    {
        try
        {
            if (!File.Exists(path))
                Create(path, random);
            return Parse(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The key file cannot be used: {problem.Message}");
        }
    }

    /// <summary>A name for a folder that says nothing of its own name: ten hexadecimal digits of its path's keyed digest.</summary>
    public string FolderName(string relativePath) =>
        $"d{Convert.ToHexStringLower(HMACSHA256.HashData(uids, Encoding.UTF8.GetBytes($"folder|{relativePath}")).AsSpan(0, 5))}";

    private static byte[] Key(IRandomSource random)
    {
        var key = new byte[KeyBytes];
        random.Fill(key);
        return key;
    }

    // Written under another name and moved: nobody reads half a file, and the loser of a race reads the winner's.
    private static void Create(string path, IRandomSource random)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(Key(random).AsSpan(0, 6))}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
            file.Write(Encoding.ASCII.GetBytes($$"""{"version":1,"uids":"{{Convert.ToBase64String(Key(random))}}","patients":"{{Convert.ToBase64String(Key(random))}}"}""" + "\n"));
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }

    private static DeidKeys Parse(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var (uids, patients) = (root.GetProperty("uids").GetBytesFromBase64(), root.GetProperty("patients").GetBytesFromBase64());
            if (root.GetProperty("version").GetInt32() == 1 && uids.Length == KeyBytes && patients.Length == KeyBytes)
                return new DeidKeys(uids, patients);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
        }
        throw new CommandException($"'{path}' is no key file of this program.");
    }
}
