namespace FirstRead.Dicom.Rendering;

/// <summary>A frame as it is looked at.</summary>
/// <param name="Width">Of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1: grey, 0 black; 3: red, green, blue.</param>
/// <param name="Pixels">Row by row, the channels of a pixel side by side.</param>
public sealed record Picture(int Width, int Height, int Channels, byte[] Pixels)
{
    public void WritePng(Stream target)
    {
        if (Channels == 1) PngWriter.WriteGrey(target, Width, Height, Pixels);
        else PngWriter.WriteRgb(target, Width, Height, Pixels);
    }
}
