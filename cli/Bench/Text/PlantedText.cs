namespace FirstRead.Cli.Bench.Text;

/// <summary>A line of text to draw into a picture.</summary>
/// <param name="Height">Of a capital letter, in pixels.</param>
/// <param name="Contrast">Share of the picture's range between the text and what lies under it.</param>
/// <param name="Quarters">Turns by 90 degrees, counter-clockwise.</param>
/// <param name="Slant">Degrees more.</param>
internal sealed record PlantedText(string Text, string Font, int Height, double Contrast, int Quarters, int Slant = 0)
{
    private static readonly string[] Families = ["SMITH", "DAVIDSON", "Garcia", "OKONKWO", "Petrov", "NGUYEN", "Johansson", "LEE", "Abernathy", "ROSSI"];
    private static readonly string[] Givens = ["ANNA", "Douglas", "MARIA", "Chidi", "OLGA", "Minh", "ERIK", "JI-WOO", "Beth", "LUCA"];

    /// <summary>A name, a date, a number or a place, as devices write them.</summary>
    public static string Draw(Random random) => random.Next(6) switch
    {
        0 => $"{Pick(Families, random)}^{Pick(Givens, random)}",
        1 => $"{Pick(Families, random)}, {Pick(Givens, random)}",
        2 => $"DOB: {random.Next(1, 29):D2}.{random.Next(1, 13):D2}.{random.Next(1930, 2020)}",
        3 => $"ID {random.Next(100000, 999999)}",
        4 => $"{random.Next(2010, 2026)}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2} {random.Next(24):D2}:{random.Next(60):D2}",
        _ => $"{Pick(Families, random)} GENERAL HOSPITAL",
    };

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}
