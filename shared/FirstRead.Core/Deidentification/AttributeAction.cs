namespace FirstRead.Core.Deidentification;

/// <summary>What happens to one attribute: the action codes of PS3.15 table E.1-1, and the checks behind K and C.</summary>
internal enum AttributeAction
{
    /// <summary>X.</summary>
    Remove,

    /// <summary>Z: zero length.</summary>
    Empty,

    /// <summary>D: a dummy value in the VR; a sequence is walked and cleaned instead.</summary>
    Dummy,

    /// <summary>U.</summary>
    MapUid,

    /// <summary>A sequence: every attribute of every item on its own.</summary>
    Walk,

    /// <summary>Binary numbers, or data that the keep-list names.</summary>
    Keep,

    /// <summary>DS and IS that parse.</summary>
    KeepDecimal,

    /// <summary>CS whose every value is in code-strings.txt.</summary>
    KeepCode,

    /// <summary>At most four digits.</summary>
    KeepNumber,

    /// <summary>A convolution kernel.</summary>
    KeepKernel,

    /// <summary>Letters of the directions of the body, as in L\PH.</summary>
    KeepDirection,

    /// <summary>Part of a code that codes.tsv has.</summary>
    KeepCoded,

    /// <summary>Sex, age, size or weight in its proper form.</summary>
    KeepCharacteristic,

    /// <summary>TM, or the zone, under 113107.</summary>
    KeepTime,

    /// <summary>DA and DT under 113107.</summary>
    ShiftDate,

    /// <summary>Text, word by word against words.txt.</summary>
    CleanWords,

    /// <summary>As <see cref="CleanWords"/>, and nothing at all unless a word of contrast-agents.txt is left: any text here means "with contrast".</summary>
    CleanAgent,
}

/// <summary>The action for an attribute, and what happens when its value does not pass.</summary>
/// <param name="Otherwise">Remove, Empty, Dummy.</param>
/// <param name="Option">The CID 7050 code under which the action is taken; null for the basic profile.</param>
/// <param name="Listed">False when the table has no row for it.</param>
internal readonly record struct AttributeRule(AttributeAction Action, AttributeAction Otherwise, string? Option, bool Listed);
