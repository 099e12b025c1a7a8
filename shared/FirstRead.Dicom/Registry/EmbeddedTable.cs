using System.Text;

namespace FirstRead.Dicom.Registry;

/// <summary>The tables that eng/dicom-tables.sh makes from PS3.6.</summary>
internal static class EmbeddedTable
{
    public static byte[] ReadBytes(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string ReadText(string name) => Encoding.UTF8.GetString(ReadBytes(name));
}
