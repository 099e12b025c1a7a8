namespace FirstRead.Core.Triage;

/// <summary>The part of the GSM 7-bit default alphabet (3GPP TS 23.038 6.2.1) that ASCII shares.</summary>
public static class Gsm7
{
    private const string Single = "@$_!\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz \r\n";

    /// <summary>Behind the escape: two places each.</summary>
    private const string Escaped = "^{}\\[~]|";

    /// <summary>Places that the text takes of a message's 160; null when a character is outside.</summary>
    public static int? Length(string text)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (Single.Contains(character))
                length++;
            else if (Escaped.Contains(character))
                length += 2;
            else
                return null;
        }
        return length;
    }
}
