using FirstRead.Cli.Demo.Portal;

namespace FirstRead.EndToEnd.Tests;

/// <summary>One browser and one mock server for the tests of a fixture; each test finds the mock as it was at its start.</summary>
public abstract class MockedPortal
{
    protected PortalBrowser Browser { get; private set; } = null!;

    protected PortalMock Mock { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Screens.Require();
        Mock = await PortalMock.StartAsync();
        Browser = await PortalBrowser.LaunchAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        if (Mock is not null)
            await Mock.DisposeAsync();
    }

    [SetUp]
    public Task Reset() => Mock.Interfere("reset");

    protected static string Picture(string name) => Screens.Picture(name);

    /// <summary>A browser window of its own, logged in and at this address.</summary>
    protected async Task<PortalFlow> EnterAsync(string role, string address = "/", int width = 1600, int height = 900)
    {
        var flow = await Browser.OpenAsync(Mock.Portal, width, height);
        await flow.LogIn(role, PortalMock.Password, address);
        return flow;
    }
}
