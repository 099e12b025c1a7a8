using System.Text.Json.Nodes;
using FirstRead.Core;
using FirstRead.Local.Ecs;
using FirstRead.Local.Lambda;
using FirstRead.Local.Processes;
using FirstRead.Local.Tests.S3;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Tests.Ecs;

public sealed class EcsTests
{
    private readonly MovableTime _time = new();
    private TemporaryFolder _folder = null!;
    private readonly List<TaskRunner> _runners = [];
    private ChildProcesses _children = null!;
    private EcsEndpoint _ecs = null!;

    [SetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        _children = new ChildProcesses(_folder.Path);
        _ecs = Endpoint();
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var runner in _runners)
            await runner.DisposeAsync();
        _runners.Clear();
        await _children.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task RunTask_WithOverrides_RunsTheProgramWithThemAndTellsItsExitCode()
    {
        var arn = Arn(await RunAsync("one", ("FIRSTREAD_STUDY_ID", "northside.1"), ("DO", "echo $FIRSTREAD_STUDY_ID > $OUT; exit 3")));
        await Eventually.BecomesTrueAsync(async () => Status(await DescribeAsync(arn)) == "STOPPED");
        var task = (await DescribeAsync(arn))["tasks"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(_folder.At("out")).Trim(), Is.EqualTo("northside.1"));
            Assert.That((int)task["containers"]![0]!["exitCode"]!, Is.EqualTo(3));
            Assert.That((string?)task["stopCode"], Is.EqualTo("EssentialContainerExited"));
        });
    }

    [Test]
    public async Task RunTask_WithTheSameToken_AnswersWithTheSameTaskAliveOrDead()
    {
        var first = Arn(await RunAsync("token", ("DO", "exit 0")));
        await Eventually.BecomesTrueAsync(async () => Status(await DescribeAsync(first)) == "STOPPED");
        var again = await RunAsync("token", ("DO", "exit 0"));
        Assert.Multiple(() =>
        {
            Assert.That(Arn(again), Is.EqualTo(first));
            Assert.That(Status(again), Is.EqualTo("STOPPED"));
        });
    }

    [Test]
    public async Task RunTask_WithTheSameTokenAfterADay_IsANewTask()
    {
        var first = Arn(await RunAsync("token", ("DO", "exit 0")));
        _time.Ahead = TimeSpan.FromHours(24.1);
        Assert.That(Arn(await RunAsync("token", ("DO", "exit 0"))), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task RunTask_WithTheSameTokenAfterARestart_AnswersWithTheSameTaskStopped()
    {
        var first = Arn(await RunAsync("token", ("DO", "exec sleep 600")));
        _ecs = Endpoint();
        var again = await RunAsync("token", ("DO", "exec sleep 600"));
        Assert.Multiple(() =>
        {
            Assert.That(Arn(again), Is.EqualTo(first));
            Assert.That(Status(again), Is.EqualTo("STOPPED"));
        });
    }

    [Test]
    public async Task RunTask_WithTheSameTokenForAnotherRequest_Conflicts()
    {
        await RunAsync("token", ("DO", "exit 0"));
        Assert.That((await Catch.Async<JsonServiceException>(() => RunAsync("token", ("DO", "exit 1")))).Type, Is.EqualTo("ConflictException"));
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public async Task RunTask_WithATokenOfLength_IsTakenUpTo64(int length, bool taken)
    {
        try
        {
            await RunAsync(new string('a', length), ("DO", "exit 0"));
            Assert.That(taken, Is.True);
        }
        catch (JsonServiceException error)
        {
            Assert.That((taken, error.Type), Is.EqualTo((false, "InvalidParameterException")));
        }
    }

    [Test]
    public async Task StopTask_SendsSigTermAndTheTaskStops()
    {
        var arn = Arn(await RunAsync("stop", ("DO", "trap 'echo asked > $OUT; exit 0' TERM; echo ready > $OUT; while :; do sleep 0.05; done")));
        await Eventually.BecomesTrueAsync(() => File.Exists(_folder.At("out")));
        await CallAsync("StopTask", new JsonObject { ["cluster"] = "firstread", ["task"] = arn, ["reason"] = "test" });
        await Eventually.BecomesTrueAsync(async () => Status(await DescribeAsync(arn)) == "STOPPED");
        Assert.That(File.ReadAllText(_folder.At("out")).Trim(), Is.EqualTo("asked"));
    }

    private EcsEndpoint Endpoint()
    {
        var program = new FunctionProgram("/bin/sh", ["-c", "eval \"$DO\""], _folder.Path);
        var environment = new Dictionary<string, string> { ["OUT"] = _folder.At("out") };
        _runners.Add(new TaskRunner(_folder.At("ecs"), () => program, environment, _children, _time, new SystemRandomSource()));
        return new EcsEndpoint(_runners[^1], "us-east-1", "firstread", "firstread-inference", "inference");
    }

    private Task<JsonObject> RunAsync(string token, params (string Name, string Value)[] environment) => CallAsync("RunTask", new JsonObject
    {
        ["cluster"] = "firstread",
        ["taskDefinition"] = "firstread-inference",
        ["clientToken"] = token,
        ["overrides"] = new JsonObject
        {
            ["containerOverrides"] = new JsonArray(new JsonObject
            {
                ["name"] = "inference",
                ["environment"] = new JsonArray([.. environment.Select(variable => new JsonObject { ["name"] = variable.Name, ["value"] = variable.Value })]),
            }),
        },
    });

    private Task<JsonObject> DescribeAsync(string arn) => CallAsync("DescribeTasks", new JsonObject { ["cluster"] = "firstread", ["tasks"] = new JsonArray(arn) });

    private Task<JsonObject> CallAsync(string operation, JsonObject request) => _ecs.Operations[operation](request, CancellationToken.None);

    private static string Arn(JsonObject answer) => (string)answer["tasks"]![0]!["taskArn"]!;

    private static string Status(JsonObject answer) => (string)answer["tasks"]![0]!["lastStatus"]!;
}
