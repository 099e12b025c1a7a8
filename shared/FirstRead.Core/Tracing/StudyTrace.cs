using System.Security.Cryptography;
using System.Text;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tracing;

/// <summary>
/// A study's trace: the same id in every program, computed from the study's, so that no row has to carry it and no crash can lose it.
/// It stands in each log line that names a study, and in the spans.
/// </summary>
public static class StudyTrace
{
    /// <summary>32 hexadecimal digits (W3C Trace Context, "trace-id").</summary>
    public static string IdOf(StudyId study) => Digest($"trace {study}")[..32];

    /// <summary>Of the span that all others of the study stand under: 16 hexadecimal digits.</summary>
    public static string RootOf(StudyId study) => Digest($"root {study}")[..16];

    /// <summary>The same for a repeat of the same work.</summary>
    public static string SpanOf(Span span) => Digest($"span {span.Study} {span.Name} {span.Key}")[..16];

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>One piece of work on a study.</summary>
/// <param name="Name">One of a few: the program's step.</param>
/// <param name="Key">Tells this piece from others of its name: a file's id, an attempt. Null for the study's own span.</param>
/// <param name="Facts">Ids, codes and counts; never a value of a patient.</param>
public sealed record Span(StudyId Study, string Name, string? Key, DateTimeOffset Begin, DateTimeOffset End, params IReadOnlyList<(string Name, object? Value)> Facts);
