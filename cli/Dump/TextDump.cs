using System.Globalization;
using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Cli.Dump;

/// <summary>One line an element: tag, VR, length, keyword, value. Nested as the data set is; warnings at the end.</summary>
internal sealed class TextDump(TextWriter output)
{
    // Of a value this many bytes are looked at, and this many characters shown.
    private const int Examined = 4096;
    private const int Shown = 120;

    private readonly TextScope _scope = new();

    public static void Write(DicomReader reader, Stream target)
    {
        using var output = new StreamWriter(target, new UTF8Encoding(false), 32 * 1024, leaveOpen: true);
        new TextDump(output).Write(reader);
    }

    private void Write(DicomReader reader)
    {
        var meta = reader.FileMeta;
        output.WriteLine($"# {meta.TransferSyntax}{(meta.IsGuessed ? ", guessed" : "")}");
        foreach (var element in meta.Elements)
        {
            var text = element.Value.IsEmpty ? "" : DumpValue.Of(element.Value.Span, element.Vr, CharacterSet.Default.Decode(element.Value.Span, element.Vr));
            Line(0, element.Tag, element.Vr, element.Value.Length, Cut(text, element.Value.Length));
        }
        var items = new Stack<int>();
        while (reader.Read())
        {
            _scope.Note(reader);
            Write(reader, items);
        }
        var warnings = reader.Warnings.Concat(_scope.Warnings).ToArray();
        if (warnings.Length > 0) output.WriteLine();
        foreach (var warning in warnings) output.WriteLine($"# warning: {warning}");
    }

    private void Write(DicomReader reader, Stack<int> items)
    {
        switch (reader.Kind)
        {
            case DicomTokenKind.Element:
                Line(reader.Depth * 2, reader.Tag, reader.Vr, reader.Length, Value(reader));
                break;
            case DicomTokenKind.SequenceStart or DicomTokenKind.FragmentsStart:
                Line(reader.Depth * 2, reader.Tag, reader.Vr, reader.Length, "");
                items.Push(0);
                break;
            case DicomTokenKind.SequenceEnd or DicomTokenKind.FragmentsEnd:
                items.Pop();
                break;
            case DicomTokenKind.ItemStart:
                items.Push(items.Pop() + 1);
                output.WriteLine($"{Indent(reader)}item {items.Peek()}");
                break;
            case DicomTokenKind.Fragment:
                items.Push(items.Pop() + 1);
                output.WriteLine($"{Indent(reader)}{(items.Peek() == 1 ? "offset table" : $"fragment {items.Peek() - 1}"),-16}{reader.Length,10}  {Value(reader)}".TrimEnd());
                break;
        }
    }

    private static string Indent(DicomReader reader) => new(' ', reader.Depth * 2 - 1);

    private string Value(DicomReader reader)
    {
        if (reader.Length == 0) return "";
        using var value = new MemoryStream();
        reader.CopyValueTo(value, Math.Min(reader.Length, Examined));
        var bytes = value.GetBuffer().AsSpan(0, (int)Math.Min(value.Length, Examined));
        var text = reader.Vr.IsText() ? _scope.Decode(reader, bytes) : "";
        return Cut(DumpValue.Of(bytes, reader.Vr, text), reader.Length);
    }

    private void Line(int indent, DicomTag tag, Vr vr, long length, string value)
    {
        var size = length < 0 ? "undefined" : length.ToString(CultureInfo.InvariantCulture);
        output.WriteLine($"{new string(' ', indent)}{tag} {(vr == Vr.None ? "--" : vr)} {size,9}  {Keyword(tag)}{(value.Length > 0 ? "  " : "")}{value}");
    }

    private static string Keyword(DicomTag tag) =>
        DicomDictionary.Find(tag)?.Keyword ?? (tag.IsPrivateCreator ? "PrivateCreator" : tag.IsPrivate ? "(private)" : "(unknown)");

    private static string Cut(string text, long length) =>
        text.Length > Shown || length > Examined ? $"{text[..Math.Min(text.Length, Shown)]}… ({length} bytes)" : text;
}
