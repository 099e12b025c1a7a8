using System.Runtime.InteropServices;

namespace FirstRead;

/// <summary>
/// Keeps ONNX Runtime from reporting to its maker. Its library for Linux (1.29) keeps an id of the machine in the user's cache folder
/// and sends events over HTTPS unless it is told not to; where no certificates lie, that part even brings the process down.
/// Whatever reads patients' pictures sends nothing that nobody asked for.
/// </summary>
/// <remarks>Compiled into each assembly that opens a net.</remarks>
internal static class QuietRuntime
{
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>To be called before the first net is opened, for the library looks once.</summary>
    public static void Silence()
    {
        // It asks getenv(3), and what the framework calls the environment is a copy of its own.
        if (OperatingSystem.IsLinux())
            _ = SetVariable("ORT_DISABLE_TELEMETRY\0"u8.ToArray(), "1\0"u8.ToArray(), 1);
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(byte[] name, byte[] value, int overwrite);
}
