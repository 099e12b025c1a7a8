namespace FirstRead.Core.Analysis.Results;

/// <summary>Dots on a grid; none outside it.</summary>
internal sealed record DotGrid(int Columns, int Rows, bool[] Dots)
{
    public bool this[int column, int row] => (uint)column < (uint)Columns && (uint)row < (uint)Rows && Dots[(row * Columns) + column];

    /// <summary>Each dot as four; a corner of the four takes the colour of its two outer neighbours where these agree and the others do not.</summary>
    public DotGrid Twice()
    {
        var (columns, rows) = (Columns * 2, Rows * 2);
        var dots = new bool[columns * rows];
        for (var index = 0; index < dots.Length; index++)
            dots[index] = Doubled(index % columns, index / columns);
        return new(columns, rows, dots);
    }

    private bool Doubled(int x, int y)
    {
        var (column, row) = (x / 2, y / 2);
        bool above = this[column, row - 1], below = this[column, row + 1], left = this[column - 1, row], right = this[column + 1, row];
        var (vertical, horizontal) = (y % 2 == 0 ? above : below, x % 2 == 0 ? left : right);
        var diagonal = above != below && left != right && vertical == horizontal;
        return diagonal ? vertical : this[column, row];
    }
}
