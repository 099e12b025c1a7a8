namespace FirstRead.Core.Deidentification;

/// <summary>What happens to one attribute: the action codes of PS3.15 table E.1-1, and the checks behind K and C.</summary>
internal enum AttributeAction : byte
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

    /// <summary>Binary numbers.</summary>
    Keep,

    /// <summary>A table of numbers that the keep-list names: an even ramp of grey looks like text.</summary>
    KeepTable,

    /// <summary>DS and IS that parse.</summary>
    KeepDecimal,

    /// <summary>CS whose every value is in code-strings.txt.</summary>
    KeepCode,

    /// <summary>The number of a template of PS3.16.</summary>
    KeepTemplate,

    /// <summary>Versions of software.</summary>
    KeepVersion,

    /// <summary>At most four digits.</summary>
    KeepNumber,

    /// <summary>A convolution kernel.</summary>
    KeepKernel,

    /// <summary>Letters of the directions of the body, as in L\PH.</summary>
    KeepDirection,

    /// <summary>UI under 113110.</summary>
    KeepUid,

    /// <summary>DA and DT under 113106.</summary>
    KeepDate,

    /// <summary>Text that an option retains, when it is legal in its VR.</summary>
    KeepLegal,

    /// <summary>A sequence that an option retains: as <see cref="Walk"/>, and codes stay without being on the code list.</summary>
    WalkRetained,

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

    /// <summary>Narrative text: as <see cref="CleanWords"/>, and each run of other words leaves a mark, so that a "no" never vanishes unseen.</summary>
    CleanText,

    /// <summary>The content of a document without 113104: one item that says that it was removed.</summary>
    DummyContent,

    /// <summary>Not an action yet: the attribute's type in this place of the IOD decides.</summary>
    ByType,

    /// <summary>As <see cref="CleanWords"/>, and nothing at all unless a word of contrast-agents.txt is left: any text here means "with contrast".</summary>
    CleanAgent,
}

/// <summary>The action for an attribute, and what happens when its value does not pass.</summary>
/// <param name="Otherwise">Remove, Empty, Dummy.</param>
/// <param name="Option">The option under which the action is taken; none for the basic profile.</param>
/// <param name="Reason">Which list has it.</param>
internal sealed record AttributeRule(AttributeAction Action, AttributeAction Otherwise, DeidentificationOption Option, Reason Reason);
