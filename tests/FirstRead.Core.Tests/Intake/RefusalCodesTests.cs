using System.Reflection;
using FirstRead.Core.Intake;

namespace FirstRead.Core.Tests.Intake;

public sealed class RefusalCodesTests
{
    [Test]
    public void Codes_All_AreSpelledAsUploadersKnowThem() => Assert.That(Codes(), Is.EquivalentTo(new[]
    {
        "not-dicom", "truncated", "malformed", "limit-exceeded", "digest-mismatch", "missing-identifier", "unsupported-transfer-syntax",
        "not-an-upload", "not-an-instance", "not-received", "media-directory", "expanded", "archive-limit", "archive-unreadable", "cancelled", "refused-by-person", "study-erased", "erased", "instance-conflict", "study-conflict", "identity-conflict", "pixel-risk",
    }));

    [Test]
    public void Advice_EveryCode_SaysWhatToDo() => Assert.That(Codes().Select(RefusalAdvice.For), Is.All.EndsWith("."));

    private static IEnumerable<string> Codes() =>
        typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
}
