using System.Buffers.Binary;
using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Reidentify;

public sealed class HoldTests
{
    private World world = null!;

    [OneTimeSetUp]
    public async Task GetWorld() => world = await World.GetAsync();

    [Test]
    public async Task List_HeldFile_SaysWhyAndWhereToLook()
    {
        var held = await world.HoldAsync();

        var response = await world.SendAsync(AuthorizationTable.ListHolds, "/api/holds", world.TokenOf(Role.Operator));

        var row = (await World.JsonOf(response)).GetProperty("holds").EnumerateArray().Single(row => row.GetProperty("uploadId").GetString() == held.Upload.Value);
        Assert.That(row.GetProperty("code").GetString(), Is.EqualTo("pixel-risk"));
        Assert.That(row.GetProperty("clinic").GetString(), Is.EqualTo(Given.Clinic.Value));
        Assert.That(row.GetProperty("suspects")[0].GetRawText(), Is.EqualTo("""{"x":1,"y":0,"width":1,"height":1}"""));
        Assert.That(row.TryGetProperty("decision", out _), Is.False);
        Assert.That(row.GetProperty("canRelease").GetBoolean(), Is.True);
    }

    [TestCase(RefusalCodes.InstanceConflict, "(0008,0018)")]
    public async Task List_WhatCanOnlyBeRefused_SaysWhyAndWhatToDo(string code, string tag)
    {
        var held = await world.HoldAsync(code);

        var response = await world.SendAsync(AuthorizationTable.ListHolds, "/api/holds", world.TokenOf(Role.Operator));
        var release = await DecideAsync(held, """{"verdict":"release","reason":"looked at it"}""");

        var row = (await World.JsonOf(response)).GetProperty("holds").EnumerateArray().Single(row => row.GetProperty("uploadId").GetString() == held.Upload.Value);
        Assert.That(row.GetProperty("canRelease").GetBoolean(), Is.False);
        Assert.That(row.GetProperty("advice").GetString(), Does.Contain(tag).And.Contain("can only be refused").And.Contain("ask the clinic"));
        Assert.That((await World.JsonOf(release)).GetProperty("errors").GetProperty("verdict")[0].GetString(), Does.StartWith("must be refuse. ").And.Contain(tag));
    }

    [Test]
    public async Task Picture_OfALargeFile_IsAuditedAndFitsOneAnswer()
    {
        var held = await world.HoldAsync(original: Slices.Bytes(Large(rows: 3000, columns: 2000)));

        var picture = await World.JsonOf(await SendAsync(AuthorizationTable.HeldPicture, held, "picture", """{"frame":0}"""));

        Assert.That((picture.GetProperty("columns").GetInt32(), picture.GetProperty("rows").GetInt32(), picture.GetProperty("frames").GetInt32()), Is.EqualTo((2000, 3000, 1)));
        var png = picture.GetProperty("png").GetBytesFromBase64();
        Assert.That((Side(png, 16), Side(png, 20)), Is.EqualTo((666, 1000)));
        var entry = (await world.Audit.ReadAsync(AuditSubjects.Of(held.Upload), default)).Single().Event;
        Assert.That((entry.Who, entry.What, entry.Why), Is.EqualTo((World.SubjectOf(Role.Operator), "view-held", $"file {held.File}, frame 0")));
    }

    [TestCase("""{"frame":1}""", HttpStatusCode.BadRequest, "invalid-body")]
    [TestCase("""{"frame":-1}""", HttpStatusCode.BadRequest, "invalid-body")]
    public async Task Picture_OfAFrameThatIsNotThere_IsRefused(string body, HttpStatusCode status, string code)
    {
        var response = await SendAsync(AuthorizationTable.HeldPicture, await world.HoldAsync(), "picture", body);
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((status, code)));
    }

    [Test]
    public async Task Picture_OfBrokenPixels_SaysSo()
    {
        var held = await world.HoldAsync(original: Slices.Bytes(Slices.Slice(1).Add(Tags.Rows, 500)));
        var response = await SendAsync(AuthorizationTable.HeldPicture, held, "picture", """{"frame":0}""");
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.Conflict, "no-picture")));
    }

    [Test]
    public async Task Decide_Release_CopiesTheOriginalBackAndKeepsTheAreas()
    {
        var held = await world.HoldAsync();

        var response = await DecideAsync(held, """{"verdict":"release","blank":[{"x":0,"y":0,"width":2,"height":1}],"reason":"name at the top"}""");

        Assert.That((await World.JsonOf(response)).GetRawText(), Is.EqualTo("""{"decided":1,"verdict":"release"}"""));
        var decided = (await world.Holds.GetAsync(held.Upload, held.File, default))!;
        Assert.That(decided.PixelRelease!.Blank, Is.EqualTo(new[] { new PixelBox(0, 0, 2, 1) }));
        Assert.That(decided.PixelRelease.By, Is.EqualTo(World.SubjectOf(Role.Operator)));
        Assert.That(world.Objects.Keys(World.Incoming), Does.Contain(ObjectKeys.Incoming(held.Upload, held.File)));
    }

    [Test]
    public async Task Decide_ForTheStudy_DecidesOnAllThatAreHeldForTheSameReason()
    {
        var upload = await world.UploadAsync(null, [.. Enumerable.Range(1, 4).Select(number => Given.File(Given.Upload(), (uint)number))]);
        var first = await world.HoldAsync(upload: upload, file: 1);
        await world.HoldAsync(upload: upload, file: 2);
        await world.HoldAsync(upload: upload, file: 3);
        await world.HoldAsync(RefusalCodes.InstanceConflict, upload: upload, file: 4);

        var response = await DecideAsync(first, """{"verdict":"refuse","reason":"not ours","study":true}""");

        Assert.That((await World.JsonOf(response)).GetProperty("decided").GetInt32(), Is.EqualTo(3));
        var files = await world.Uploads.ListFilesAsync(upload.Id, default);
        Assert.That(files.Select(file => file.State), Is.EqualTo(new[] { FileState.Refused, FileState.Refused, FileState.Refused, FileState.Held }));
    }

    [TestCase(RefusalCodes.PixelRisk, """{"reason":"looked at it"}""", "verdict")]
    [TestCase(RefusalCodes.PixelRisk, """{"verdict":"perhaps","reason":"looked at it"}""", "verdict")]
    [TestCase(RefusalCodes.PixelRisk, """{"verdict":"release","blank":[],"reason":" x "}""", "reason")]
    [TestCase(RefusalCodes.PixelRisk, """{"verdict":"release","reason":"looked at it"}""", "blank")]
    [TestCase(RefusalCodes.PixelRisk, """{"verdict":"release","blank":[{"x":0,"y":0,"width":0,"height":1}],"reason":"looked at it"}""", "blank[0]")]
    [TestCase(RefusalCodes.PixelRisk, """{"verdict":"release","blank":[],"patient":"same","reason":"looked at it"}""", "patient")]
    [TestCase(RefusalCodes.PixelRisk, """{"verdict":"refuse","blank":[],"reason":"looked at it"}""", "blank")]
    [TestCase(RefusalCodes.IdentityConflict, """{"verdict":"release","reason":"looked at it"}""", "patient")]
    [TestCase(RefusalCodes.IdentityConflict, """{"verdict":"release","patient":"both","reason":"looked at it"}""", "patient")]
    [TestCase(RefusalCodes.InstanceConflict, """{"verdict":"release","reason":"looked at it"}""", "verdict")]
    [TestCase(RefusalCodes.StudyConflict, """{"verdict":"release","patient":"same","reason":"looked at it"}""", "patient")]
    public async Task Decide_WhatDoesNotAnswerTheQuestion_IsRefusedByMember(string code, string body, string member)
    {
        var held = await world.HoldAsync(code);

        var response = await DecideAsync(held, body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await World.JsonOf(response)).GetProperty("errors").TryGetProperty(member, out _), Is.True, await response.Content.ReadAsStringAsync());
        Assert.That((await world.Holds.GetAsync(held.Upload, held.File, default))!.Decision, Is.Null);
        Assert.That(await world.Audit.ReadAsync(AuditSubjects.Of(held.Upload), default), Is.Empty);
    }

    [Test]
    public async Task Decide_WhatNobodyHolds_IsNotFound()
    {
        var upload = await world.UploadAsync();
        var response = await world.SendAsync(
            AuthorizationTable.DecideHold, $"/api/holds/{upload.Id}/{FileId.From(1)}/decision", world.TokenOf(Role.Operator), """{"verdict":"refuse","reason":"not ours"}""");
        Assert.That((response.StatusCode, await World.CodeOf(response)), Is.EqualTo((HttpStatusCode.NotFound, "not-found")));
    }

    private Task<HttpResponseMessage> DecideAsync(HeldFile held, string body) => SendAsync(AuthorizationTable.DecideHold, held, "decision", body);

    private Task<HttpResponseMessage> SendAsync(Permission permission, HeldFile held, string act, string body) =>
        world.SendAsync(permission, $"/api/holds/{held.Upload}/{held.File}/{act}", world.TokenOf(Role.Operator), body);

    private static int Side(byte[] png, int offset) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(offset));

    private static DicomDataset Large(int rows, int columns) => Slices.Slice(1)
        .Add(Tags.Rows, rows)
        .Add(Tags.Columns, columns)
        .Add(Tags.PixelData, Vr.OW, new byte[2 * rows * columns]);
}
