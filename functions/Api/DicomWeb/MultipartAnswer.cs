using System.Globalization;
using System.Text;
using FirstRead.Core;
using FirstRead.Web;

namespace FirstRead.Functions.Api.DicomWeb;

/// <summary>One part of a multipart answer.</summary>
/// <param name="ContentType">With its transfer syntax.</param>
/// <param name="Location">Its own address.</param>
internal sealed record Part(string ContentType, string Location, ReadOnlyMemory<byte> Content);

/// <summary><c>multipart/related</c> as PS3.18 8.6.1.2 has it (RFC 2387).</summary>
internal static class MultipartAnswer
{
    /// <param name="type">Of the parts, without parameters.</param>
    public static Answer Of(IReadOnlyList<Part> parts, string type, string transferSyntax, IRandomSource random)
    {
        var boundary = random.NextUInt128().ToString("x32", CultureInfo.InvariantCulture);
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: {part.ContentType}\r\nContent-Location: {part.Location}\r\nContent-Length: {part.Content.Length}\r\n\r\n"));
            body.Write(part.Content.Span);
            body.Write("\r\n"u8);
        }
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return body.Length > DicomWebProblems.LargestAnswer
            ? DicomWebProblems.TooMany
            : Answer.Content(body.ToArray(), $"multipart/related; type=\"{type}\"; transfer-syntax={transferSyntax}; boundary={boundary}");
    }

    public static string Typed(string type, string transferSyntax) => $"{type}; transfer-syntax={transferSyntax}";
}
