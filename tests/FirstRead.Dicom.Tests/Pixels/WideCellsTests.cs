using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Tests.Pixels;

public sealed class WideCellsTests
{
    [Test]
    public void Unpack_EveryWidthWithAnythingAbove_IsTheSample([Range(1, 16)] int bits, [Values] bool isSigned)
    {
        var random = new Random(20261122);
        var cells = Enumerable.Range(0, 1003).Select(_ => (ushort)random.Next(65536)).ToArray();
        var values = new float[cells.Length];
        WideCells.Unpack(cells, values, bits, isSigned);
        Assert.That(values, Is.EqualTo(cells.Select(cell => (float)Sample(cell, bits, isSigned))));
    }

    /// <summary>PS3.5 8.1.1 in so many words.</summary>
    private static int Sample(ushort cell, int bits, bool isSigned)
    {
        var sample = cell % (1 << bits);
        return isSigned && sample >= 1 << (bits - 1) ? sample - (1 << bits) : sample;
    }
}
