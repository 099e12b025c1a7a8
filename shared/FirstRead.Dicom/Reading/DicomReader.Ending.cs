using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

public sealed partial class DicomReader
{
    /// <summary>
    /// The end of a whole data set; or zero bytes to the file's end, which some writers leave behind; or, once all pixels
    /// are read, bytes that are no element.
    /// </summary>
    private bool EndsHere()
    {
        var whole = _source.Ensure(8);
        if (whole && ElementHeader.PeekTag(_source.Available, false).Value != 0 && !IsPastTheEnd()) return false;
        var offset = _source.Position;
        if (_source.Ensure(1))
        {
            var padding = DicomWarningCodes.TrailingPadding;
            while (_source.Ensure(1))
            {
                if (_source.Available.ContainsAnyExcept((byte)0)) padding = DicomWarningCodes.TrailingBytes;
                if (padding == DicomWarningCodes.TrailingBytes && !(whole && _completeness.HasAllPixels))
                    throw whole ? Broken("No element, and no end", default, offset) : Cut("The file ends in a header");
                _source.Take(_source.Available.Length);
            }
            _warnings.Add(padding, default, offset);
        }
        if (!_source.DrainCompressed()) throw Cut("The deflate stream has no end");
        if (_elements == 0) throw Cut("The file ends before its data set");
        if (_limits.RequirePixels && _completeness.LacksContent) throw Cut("The file ends before its pixel data, or what else its class is for");
        if (_completeness.LacksContent) _warnings.Add(DicomWarningCodes.NoPixelData, default, offset);
        if (_completeness.HasShortPixels) _warnings.Add(DicomWarningCodes.ShortPixelData, Tags.PixelData, offset);
        Set(DicomTokenKind.None, default, Vr.None, 0, 0, offset);
        return _atEnd = true;
    }

    /// <summary>Behind the pixels only what is certainly an element is one (PS3.5 7.1): a value representation, or a tag of PS3.6.</summary>
    private bool IsPastTheEnd()
    {
        if (!_completeness.HasAllPixels) return false;
        var head = _source.Available;
        var tag = ElementHeader.PeekTag(head, _encoding.IsBigEndian);
        if (tag.Group == 0xFFFE) return false;
        if (tag.Group is 0 or 2) return true;
        return _encoding.IsExplicit ? !((Vr)(head[4] | head[5] << 8)).IsDefined() : !tag.IsPrivate && DicomDictionary.Find(tag) is null;
    }
}
