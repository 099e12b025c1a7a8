using System.Text;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Tests.Datasets;

public class CharacterSetTests
{
    [TestCase("ISO_IR 100", "C4D6FC", "ÄÖü")]
    [TestCase("ISO_IR 101", "A3E0B1", "Łŕą")]
    [TestCase("ISO_IR 109", "A1F8", "Ħĝ")]
    [TestCase("ISO_IR 110", "A2E6", "ĸæ")]
    [TestCase("ISO_IR 144", "BBEE", "Лю")]
    [TestCase("ISO_IR 127", "E2C8", "قب")]
    [TestCase("ISO_IR 126", "C4E9EF", "Διο")]
    [TestCase("ISO_IR 138", "F9F8", "שר")]
    [TestCase("ISO_IR 148", "D0FD", "Ğı")]
    [TestCase("ISO_IR 166", "A1D2E0", "กาเ")]
    [TestCase("ISO_IR 203", "A4BC", "€Œ")]
    [TestCase("ISO_IR 13", "D4CFC0DE", "ﾔﾏﾀﾞ")]
    [TestCase("ISO_IR 13", "8E52955C", "山表", Description = "Shift-JIS, which real files put there")]
    [TestCase("ISO_IR 192", "E5B1B1", "山")]
    [TestCase("GB18030", "CDF5D0A1B6AB8139EE39", "王小东㐀")]
    [TestCase("GBK", "CDF5D0A1B6AB", "王小东")]
    public void EveryRepertoire_IsDecoded(string term, string bytes, string expected) =>
        Assert.That(Decode(term, Convert.FromHexString(bytes)), Is.EqualTo((expected, TextFlaws.None)));

    // The examples of PS3.5 annexes H, I and K. In the first one a second byte is 5E, a caret's.
    [TestCase("\\ISO 2022 IR 87", "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [TestCase("ISO 2022 IR 13\\ISO 2022 IR 87", "ÔÏÀÞ^ÀÛ³=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう")]
    [TestCase("\\ISO 2022 IR 149", "Hong^Gildong=\x1b$)Cûó^\x1b$)CÑÎÔ×=\x1b$)CÈ«^\x1b$)C±æµ¿", "Hong^Gildong=洪^吉洞=홍^길동")]
    [TestCase("\\ISO 2022 IR 58", "Zhang^XiaoDong=\x1b$)AÕÅ^\x1b$)AÐ¡¶«=", "Zhang^XiaoDong=张^小东=")]
    [TestCase("\\ISO 2022 IR 159", "\x1b$(D0!\x1b(B^A", "丂^A")]
    [TestCase("ISO 2022 IR 100\\ISO 2022 IR 144", "Äneas^\x1b-LÎØ", "Äneas^Юи")]
    public void CodeExtensions_AreFollowed(string terms, string latin1, string expected) =>
        Assert.That(Decode(terms, Encoding.Latin1.GetBytes(latin1)), Is.EqualTo((expected, TextFlaws.None)));

    [Test]
    public void InitialState_ComesBack_AtDelimitersAndLines()
    {
        const string greek = "\x1b-Fá";
        Assert.Multiple(() =>
        {
            Assert.That(Decode("ISO 2022 IR 100\\ISO 2022 IR 126", Encoding.Latin1.GetBytes($"{greek}^á"), Vr.PN).Text, Is.EqualTo("α^á"));
            Assert.That(Decode("ISO 2022 IR 100\\ISO 2022 IR 126", Encoding.Latin1.GetBytes($"{greek}^á"), Vr.LO).Text, Is.EqualTo("α^α"), "a caret parts names only");
            Assert.That(Decode("ISO 2022 IR 100\\ISO 2022 IR 126", Encoding.Latin1.GetBytes($"{greek}\\á"), Vr.LO).Text, Is.EqualTo("α\\á"));
            Assert.That(Decode("ISO 2022 IR 100\\ISO 2022 IR 126", Encoding.Latin1.GetBytes($"{greek}\\á"), Vr.UT).Text, Is.EqualTo("α\\α"), "UT has one value");
            Assert.That(Decode("ISO 2022 IR 100\\ISO 2022 IR 126", Encoding.Latin1.GetBytes($"{greek}\r\ná"), Vr.UT).Text, Is.EqualTo("α\r\ná"));
        });
    }

    [TestCase("", "Mül", TextFlaws.Undecodable, Description = "nothing but ASCII was announced")]
    [TestCase("ISO_IR 101", "a\u0085", TextFlaws.Undecodable, Description = "a control character of C1")]
    [TestCase("ISO 2022 IR 100", "\x1b-Fá", TextFlaws.UndeclaredEscape)]
    [TestCase("ISO 2022 IR 100", "\x1b%Gabc", TextFlaws.Undecodable, Description = "an escape of nobody's")]
    [TestCase("\\ISO 2022 IR 149", "\x1b$)Cû", TextFlaws.Undecodable, Description = "half a character")]
    [TestCase("ISO_IR 192", "Ä", TextFlaws.Undecodable, Description = "Latin-1 that is called UTF-8")]
    public void WhatCannotBe_IsAFlaw_AndNoException(string terms, string latin1, TextFlaws flaw)
    {
        var (text, flaws) = Decode(terms, Encoding.Latin1.GetBytes(latin1));
        Assert.That(flaws, Is.EqualTo(flaw));
        Assert.That(text, Is.Not.Empty);
    }

    [TestCase("ISO-IR 100", "ä"), TestCase("ISO_IR_100", "ä"), TestCase("iso 2022 ir 100", "ä"), TestCase("ISO IR 100 ", "ä"), TestCase("Latin1", "ä"), TestCase("ISO 8859-1", "ä")]
    public void MisspeltTerms_AreUnderstood(string term, string expected) =>
        Assert.That(Decode(term, [0xE4]), Is.EqualTo((expected, TextFlaws.None)));

    [TestCase("ISO_IR 999"), TestCase("KOI8-R"), TestCase("ISO_IR 100\\ISO_IR 192"), TestCase("ISO_IR 192\\ISO 2022 IR 87"), TestCase("ISO_IR 99999999999999")]
    public void UnknownTerms_AreAFlawOfTheSet(string terms)
    {
        var set = CharacterSet.Parse(Encoding.ASCII.GetBytes(terms));
        Assert.That(set.Flaws, Is.EqualTo(TextFlaws.UnknownTerm));
        Assert.That(set.Decode([0xC3, 0xA4], Vr.LO), Has.Length.GreaterThan(0));
    }

    [Test]
    public void AnyBytes_InAnySet_BecomeText()
    {
        var random = new Random(6125);
        string[] terms = ["", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK", "\\ISO 2022 IR 87", "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159", "ISO 2022 IR 149", "\\ISO 2022 IR 58"];
        string[] pieces = ["\x1b", "\x1b$B", "\x1b$(D", "\x1b$)C", "\x1b)I", "\x1b-L", "\x1b(J", "^", "\\", "=", "\r\n"];
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            byte[] mixed = [.. bytes, .. Encoding.ASCII.GetBytes(pieces[random.Next(pieces.Length)]), .. bytes];
            Assert.That(() => CharacterSet.Parse(Encoding.ASCII.GetBytes(terms[round % terms.Length])).Decode(mixed, Vr.PN), Throws.Nothing);
        }
    }

    private static (string Text, TextFlaws Flaws) Decode(string terms, byte[] bytes, Vr vr = Vr.PN)
    {
        var text = CharacterSet.Parse(Encoding.ASCII.GetBytes(terms)).Decode(bytes, vr, out var flaws);
        return (text, flaws);
    }
}
