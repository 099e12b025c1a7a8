using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>The event names an object that is not there: nothing can be said of the file, and its upload will expire it.</summary>
public sealed class IncomingObjectMissingException(UploadId upload, FileId file)
    : Exception($"The object of file {file} of upload {upload} is gone: look at the incoming bucket's versions and lifecycle.");
