using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>How a file ends, with the words that its uploader sees.</summary>
public static class FileEnds
{
    public static UploadFile End(this UploadFile file, FileState state) => file with { State = state, Code = null, Message = null };

    /// <param name="what">What is wrong and where, without a value of the file; what to do is added.</param>
    public static UploadFile End(this UploadFile file, FileState state, string code, string what) =>
        file with { State = state, Code = code, Message = $"{what.TrimEnd('.')}. {RefusalAdvice.For(code)}" };
}
