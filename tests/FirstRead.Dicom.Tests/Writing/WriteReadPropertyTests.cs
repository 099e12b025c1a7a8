using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using FsCheck;
using FsCheck.Fluent;

namespace FirstRead.Dicom.Tests.Writing;

/// <summary>The law: what is written is what is read, whatever the data set and the syntax.</summary>
public class WriteReadPropertyTests
{
    private static readonly Vr[] ValueVrs = [.. Enum.GetValues<Vr>().Where(vr => vr is not (Vr.None or Vr.SQ or Vr.UN))];

    [Test]
    public void AnyDataset_InAnyExplicitSyntax_ReadsBackTheSame() =>
        Prop.ForAll(Datasets(3).ToArbitrary(), Syntaxes(explicitOnly: true), (dataset, syntax) =>
            DatasetText.Of(Pictures.Reread(Pictures.ToFile(Identified(dataset), syntax))) == DatasetText.Of(Identified(dataset)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2011, 11));

    [Test]
    public void AnyDataset_CopiedThroughAllSyntaxes_KeepsItsValues() =>
        Prop.ForAll(Datasets(2).ToArbitrary(), Syntaxes(explicitOnly: false), (dataset, syntax) =>
        {
            var file = RoundTripTests.Transcode(Pictures.ToFile(Identified(dataset), syntax), TransferSyntax.ImplicitLittleEndian);
            return DatasetText.Of(Pictures.Reread(file), withVr: false) == DatasetText.Of(Identified(dataset), withVr: false);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(2011, 13));

    private static DicomDataset Identified(DicomDataset dataset) =>
        dataset.Add(Tags.SOPClassUID, WellKnownUids.Comprehensive3DSrStorage).Add(Tags.SOPInstanceUID, "2.25.3");

    private static Arbitrary<TransferSyntax> Syntaxes(bool explicitOnly) =>
        Gen.Elements(Pictures.NativeSyntaxes.Where(syntax => syntax.IsExplicit || !explicitOnly)).ToArbitrary();

    private static Gen<DicomDataset> Datasets(int depth)
    {
        var element = depth == 0
            ? Values()
            : Gen.Frequency((6, Values()), (1, Sequences(depth - 1)));
        return element.ListOf().Select(elements =>
        {
            var dataset = new DicomDataset();
            foreach (var one in elements) dataset.Set(one);
            return dataset;
        });
    }

    /// <summary>Private tags, which any value representation may have, and which no implicit reading gives a meaning.</summary>
    private static Gen<DicomElement> Values() =>
        from tag in PrivateTags(0x1000, 0x10FF)
        from vr in Gen.Elements(ValueVrs)
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
        select new DicomElement(tag, vr, bytes.AsMemory(0, bytes.Length / vr.SwapWidth() * vr.SwapWidth()));

    // Tags of their own: an implicit reading tells sequences by undefined length alone.
    private static Gen<DicomElement> Sequences(int depth) =>
        from tag in PrivateTags(0x2000, 0x20FF)
        from items in Datasets(depth).ListOf()
        select new DicomElement(tag, [.. items]);

    private static Gen<DicomTag> PrivateTags(int low, int high) =>
        from @group in Gen.Choose(4, 0x3000)
        from element in Gen.Choose(low, high)
        select new DicomTag((ushort)(@group * 2 + 1), (ushort)element);
}
