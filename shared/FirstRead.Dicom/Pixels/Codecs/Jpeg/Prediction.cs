namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>Turns a row of differences into samples (ITU-T T.81 H.1.2.1 and table H.1), modulo 65536.</summary>
internal static class Prediction
{
    /// <summary>The first row of a picture, and behind each restart: from the left alone, the first sample from half the range.</summary>
    public static void FirstRow(Span<ushort> row, ushort first)
    {
        var left = first;
        foreach (ref var sample in row) left = sample = (ushort)(left + sample);
    }

    public static void Row(int predictor, Span<ushort> row, ReadOnlySpan<ushort> above)
    {
        // The first column is predicted from above.
        row[0] += above[0];
        int left = row[0], corner = above[0];
        above = above[..row.Length];
        switch (predictor)
        {
            case 1:
                for (var x = 1; x < row.Length; x++) row[x] = (ushort)(left = left + row[x]);
                break;
            case 2:
                for (var x = 1; x < row.Length; x++) row[x] += above[x];
                break;
            case 3:
                for (var x = 1; x < row.Length; x++) row[x] += above[x - 1];
                break;
            case 4:
                for (var x = 1; x < row.Length; corner = above[x++]) row[x] = (ushort)(left = (ushort)(left + above[x] - corner + row[x]));
                break;
            case 5:
                for (var x = 1; x < row.Length; corner = above[x++]) row[x] = (ushort)(left = (ushort)(left + ((above[x] - corner) >> 1) + row[x]));
                break;
            case 6:
                for (var x = 1; x < row.Length; corner = above[x++]) row[x] = (ushort)(left = (ushort)(above[x] + ((left - corner) >> 1) + row[x]));
                break;
            default:
                for (var x = 1; x < row.Length; x++) row[x] = (ushort)(left = (ushort)(((left + above[x]) >> 1) + row[x]));
                break;
        }
    }
}
