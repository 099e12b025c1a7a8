namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>The coefficients of one component, 64 to a block, in the order of rows and columns.</summary>
/// <param name="component">With its sampling factors.</param>
/// <param name="columns">Of the component in samples, as <paramref name="rows"/>: the last blocks reach beyond.</param>
/// <param name="rows">See there.</param>
/// <param name="blocksAcross">Whole MCUs.</param>
/// <param name="blocksDown">Whole MCUs.</param>
internal sealed class BlockPlane(JpegComponent component, int columns, int rows, int blocksAcross, int blocksDown)
{
    private const int Size = 64;

    private readonly short[] _coefficients = new short[(long)blocksAcross * blocksDown * Size];

    public JpegComponent Component => component;

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>The table that held when the component's first scan came; null before.</summary>
    public ushort[]? Quantization { get; set; }

    public Span<short> Block(int x, int y) => _coefficients.AsSpan((y * blocksAcross + x) * Size, Size);
}
