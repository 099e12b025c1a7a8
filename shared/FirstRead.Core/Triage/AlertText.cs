using System.Text.RegularExpressions;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>
/// The text message: an opaque code, the risk, the modality and a link that needs a login. Nothing of the patient, the
/// clinic or the finding; one message of 160 GSM-7 characters (3GPP TS 23.038 6.2.1), so it never arrives in parts.
/// </summary>
public sealed partial class AlertText
{
    public const int Longest = 160;

    private readonly string portalUrl;

    /// <param name="portalUrl">Absolute, without fragment or query.</param>
    /// <exception cref="FormatException">With this address the longest message would not fit, or would need another alphabet.</exception>
    public AlertText(Uri portalUrl)
    {
        this.portalUrl = portalUrl.AbsoluteUri.TrimEnd('/');
        var longest = Write(Risk.High, "WWWW", new string('W', StudyCode.Length), simulated: true);
        if (!Fits(longest) || !Fits(WriteTest(StudyId.From(ClinicId.Synthetic, UInt128.MaxValue))))
            throw new FormatException($"The portal's address makes a text message longer than {Longest} GSM-7 characters.");
    }

    /// <param name="risk">Null: not to be told.</param>
    public string For(Study study, Risk? risk) => study.Id.Clinic.IsSynthetic ? WriteTest(study.Id) : Write(risk, study.Modality, StudyCode.Of(study.Id), study.Simulated);

    /// <summary>With the whole id in the link: a code is looked for on the worklist, and a test study is on none.</summary>
    private string WriteTest(StudyId study) => $"FirstRead TEST {StudyCode.Of(study)}: no patient. Acknowledge: {portalUrl}/#/s/{study}";

    private static bool Fits(string text) => Gsm7.Length(text) <= Longest;

    private string Write(Risk? risk, string? modality, string code, bool simulated) =>
        $"FirstRead: {(simulated ? "SIMULATED, " : "")}{WordsFor(risk)}, {Safe(modality)}study {code}. AI, research use, not for diagnosis. {portalUrl}/#/s/{code}";

    // None longer than the first: an address that fits one fits all.
    private static string WordsFor(Risk? risk) => risk switch
    {
        Risk.High => "HIGH RISK",
        Risk.Indeterminate => "UNCERTAIN",
        null => "READ NOW",
        _ => "TO READ",
    };

    // The file says what its modality is: a defined term (PS3.3 C.7.3.1.1.1) passes, anything else is left out.
    private static string Safe(string? modality) => modality is not null && DefinedTerm().IsMatch(modality) ? modality + " " : "";

    [GeneratedRegex(@"\A[A-Z]{2,4}\z")]
    private static partial Regex DefinedTerm();
}
