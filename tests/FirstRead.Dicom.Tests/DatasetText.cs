using System.Text;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Tests;

/// <summary>A data set as lines, so that a difference shows where it is. Values are compared made even, as a file has them.</summary>
internal static class DatasetText
{
    public static string Of(DicomDataset dataset, bool withVr = true)
    {
        var text = new StringBuilder();
        Append(text, dataset, "", withVr);
        return text.ToString();
    }

    private static void Append(StringBuilder text, DicomDataset dataset, string indent, bool withVr)
    {
        foreach (var element in dataset)
        {
            text.Append(indent).Append(element.Tag).Append(withVr ? element.Vr : "").Append(' ');
            if (element.Items is { } items)
            {
                text.Append(items.Count).AppendLine(" items");
                foreach (var item in items)
                {
                    text.Append(indent).AppendLine("-");
                    Append(text, item, indent + "  ", withVr);
                }
            }
            else if (element.Fragments is { } fragments) text.AppendJoin(' ', fragments.Select(f => Even(f.Span, 0))).AppendLine();
            else text.AppendLine(Even(element.Value.Span, element.Vr.Padding()));
        }
    }

    private static string Even(ReadOnlySpan<byte> value, byte padding) =>
        Convert.ToHexString(value) + ((value.Length & 1) == 1 ? padding.ToString("X2") : "");
}
