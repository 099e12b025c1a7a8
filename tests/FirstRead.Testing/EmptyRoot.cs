using System.Diagnostics;

namespace FirstRead.Testing;

/// <summary>
/// A file system that holds what an image or Lambda's system would: Debian packages, as far as they are libraries, and what is copied
/// into it. Programs see it read-only, but for /tmp, as user 10001.
/// </summary>
public sealed class EmptyRoot(string folder)
{
    private const string Script = """
        set -e
        root=$1; shift
        mount --bind "$root" "$root"
        for device in null zero random urandom; do mount --bind /dev/$device "$root/dev/$device"; done
        mount --rbind /proc "$root/proc"
        mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
        mount -o remount,ro,bind "$root"
        exec env -u HOME -u PATH -u DOTNET_ROOT /usr/sbin/chroot --userspec=10001:10001 "$root" "$@"
        """;

    /// <summary>Whether this user of this machine may make such a root.</summary>
    public static async Task<bool> IsPossibleAsync() =>
        Environment.UserName == "root" && (await AskAsync("unshare", "--mount", "--propagation", "private", "mount", "-t", "tmpfs", "tmpfs", "/mnt")).Done;

    /// <summary>The packages of a Dockerfile's last stage.</summary>
    public static IReadOnlyList<string> PackagesOf(string dockerfile)
    {
        var stage = dockerfile.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Reverse().TakeWhile(line => !line.StartsWith("FROM ", StringComparison.Ordinal));
        return [.. stage.Single(line => line.Contains("apt-get install", StringComparison.Ordinal))
            .Split("apt-get install")[1].Split("&&")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] != '-')];
    }

    /// <summary>A program inside, as a command line outside; nothing of the caller's environment finds a runtime or a home there.</summary>
    public IReadOnlyList<string> Command(params string[] program) => ["unshare", "--mount", "--propagation", "private", "sh", "-c", Script, "sh", folder, .. program];

    /// <summary>What of Debian the image holds.</summary>
    /// <returns>Null, or the package that this machine lacks.</returns>
    public async Task<string?> InstallAsync(IReadOnlyList<string> packages)
    {
        foreach (var part in new[] { "dev", "proc", "tmp", "usr/lib", "usr/lib64" })
            Directory.CreateDirectory(Path.Combine(folder, part));
        foreach (var device in new[] { "null", "zero", "random", "urandom" })
            await File.WriteAllBytesAsync(Path.Combine(folder, "dev", device), []);
        foreach (var (link, target) in new[] { ("lib", "usr/lib"), ("lib64", "usr/lib64") })
            File.CreateSymbolicLink(Path.Combine(folder, link), target);
        var (todo, done) = (new Queue<string>(packages), new HashSet<string>(StringComparer.Ordinal));
        while (todo.TryDequeue(out var package))
        {
            if (!done.Add(package))
                continue;
            var (found, files) = await AskAsync("dpkg", "-L", package);
            if (!found)
                return package;
            foreach (var file in files.Split('\n').Where(IsOfUse))
                Copy(file);
            // What maintainers' scripts ask for is in the image too; a program needs libraries alone.
            foreach (var needed in (await AskAsync("dpkg-query", "-W", "-f=${Depends}", package)).Output.Split(','))
                if (needed.Split('|')[0].Trim().Split([' ', ':'])[0] is { } name && name.StartsWith("lib", StringComparison.Ordinal))
                    todo.Enqueue(name);
        }
        return null;
    }

    private static bool IsOfUse(string path) =>
        path.Contains("/lib", StringComparison.Ordinal) && !path.StartsWith("/usr/share/", StringComparison.Ordinal)
        && (File.Exists(path) || new FileInfo(path).LinkTarget is not null) && !Directory.Exists(path);

    private void Copy(string path)
    {
        var target = Path.Combine(folder, path.StartsWith("/usr/", StringComparison.Ordinal) ? path[1..] : $"usr{path}");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target) || new FileInfo(target).LinkTarget is not null)
            return;
        if (new FileInfo(path).LinkTarget is { } link)
            File.CreateSymbolicLink(target, link);
        else
            File.Copy(path, target);
    }

    private static async Task<(bool Done, string Output)> AskAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode == 0, await output);
    }
}
