namespace FirstRead.Core.Analysis.Geometry;

/// <summary>
/// Parts the pictures of a series that holds several volumes (4D): echoes, diffusion weightings, time points, in enhanced objects and
/// in series of single pictures alike. Only what differs at one place counts, and only if the parts keep most places.
/// </summary>
public static class VolumeSplit
{
    // As SliceStack has it.
    private const double SamePlaceMm = 0.01;

    /// <param name="pictures">Parallel and of one size.</param>
    /// <returns>Kinds in order, of each the time points in order; empty where nothing tells the volumes apart.</returns>
    public static IReadOnlyList<SliceVolume> Of(IReadOnlyList<MarkedPicture> pictures)
    {
        var whole = new Part(Placed(pictures), [], [], []);
        // Many pictures in one place are a clip, and no volumes.
        if (whole.Places < 2)
            return [];
        var parts = new List<Part> { whole };
        foreach (var (index, mark) in VolumeMark.All.Index())
            parts = [.. parts.SelectMany(part => part.IsOne ? [part] : Divided(part, mark, index))];
        return parts.Count > 1 && parts.All(part => part.IsOne) ? Ordered(parts) : [];
    }

    private static IEnumerable<Part> Divided(Part part, VolumeMark mark, int index)
    {
        var values = mark.Kind == VolumeMarkKind.Order ? Ranks(part, mark, index) : [.. part.Pictures.Select(one => one.Picture.Marks[index])];
        if (values.Any(value => value is null))
            return [part];
        string[] distinct = [.. values.OfType<string>().Distinct()];
        Array.Sort(distinct, VolumeMark.Compare);
        var groups = distinct.Select((value, order) => part.Sub([.. part.Pictures.Where((_, at) => values[at] == value)], mark, value, order)).ToArray();
        // What differs from slice to slice tears volumes apart.
        return groups.Length > 1 && 2 * groups.Sum(group => group.Places) >= part.Places * groups.Length ? groups : [part];
    }

    /// <summary>The value's rank among those at its place; null where places hold different numbers of pictures, for then ranks do not belong together.</summary>
    private static string?[] Ranks(Part part, VolumeMark mark, int index)
    {
        var ranks = new string?[part.Pictures.Count];
        var places = part.Pictures.Index().GroupBy(one => one.Item.Place).ToArray();
        if (places.Any(place => place.Count() != places[0].Count()) || part.Pictures.Any(one => one.Picture.Marks[index] is null))
            return ranks;
        foreach (var place in places)
        {
            var order = place.OrderBy(one => one.Item.Picture.Marks[index]!, Comparer<string>.Create(VolumeMark.Compare)).ToArray();
            // Two that tell the same time are told apart by nothing.
            if (order.Zip(order.Skip(1)).Any(pair => pair.First.Item.Picture.Marks[index] == pair.Second.Item.Picture.Marks[index]))
                return new string?[part.Pictures.Count];
            foreach (var (rank, one) in order.Index())
                ranks[one.Index] = $"{rank + 1} of {order.Length}";
        }
        return ranks;
    }

    private static IReadOnlyList<(MarkedPicture Picture, int Place)> Placed(IReadOnlyList<MarkedPicture> pictures)
    {
        var normal = ImageOrientation.From(pictures[0].Picture.Orientation)!.Normal;
        var (placed, place, last) = (new List<(MarkedPicture, int)>(pictures.Count), -1, double.NegativeInfinity);
        foreach (var (picture, position) in pictures.Select(one => (one, PositionOf(one.Picture).Dot(normal))).OrderBy(one => one.Item2))
        {
            if (position - last > SamePlaceMm)
                (place, last) = (place + 1, position);
            placed.Add((picture, place));
        }
        return placed;
    }

    private static Vector3D PositionOf(PlacedPicture picture) => new(picture.Position![0], picture.Position[1], picture.Position[2]);

    private static IReadOnlyList<SliceVolume> Ordered(List<Part> parts)
    {
        var kinds = parts.Select(part => part.Kinds).Distinct(Keys).Order(Keys).ToList();
        return
        [
            .. parts
                .GroupBy(part => kinds.FindIndex(kind => Keys.Equals(kind, part.Kinds))).OrderBy(kind => kind.Key)
                .SelectMany(kind => kind.OrderBy(part => part.Times, Keys).Select((part, time) =>
                    new SliceVolume(string.Join(", ", part.Names), kind.Key, time, [.. part.Pictures.Select(one => one.Picture.Picture)]))),
        ];
    }

    private static KeyOrder Keys { get; } = new();

    private sealed record Part(IReadOnlyList<(MarkedPicture Picture, int Place)> Pictures, int[] Kinds, int[] Times, string[] Names)
    {
        public int Places { get; } = Pictures.Select(one => one.Place).Distinct().Count();

        /// <summary>A slice sent twice makes no second volume.</summary>
        public bool IsOne => (Pictures.Count - Places) * 2 < Places;

        public Part Sub(IReadOnlyList<(MarkedPicture Picture, int Place)> pictures, VolumeMark mark, string value, int order) => new(
            pictures,
            mark.Kind == VolumeMarkKind.Kind ? [.. Kinds, order] : Kinds,
            mark.Kind == VolumeMarkKind.Kind ? Times : [.. Times, order],
            [.. Names, $"{mark.Name} {value}"]);
    }

    /// <summary>Lists of numbers, the first that differs deciding.</summary>
    private sealed class KeyOrder : IComparer<int[]>, IEqualityComparer<int[]>
    {
        public int Compare(int[]? one, int[]? other) => one.AsSpan().SequenceCompareTo(other);

        public bool Equals(int[]? one, int[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(int[] key) => key.Aggregate(17, (hash, part) => HashCode.Combine(hash, part));
    }
}
