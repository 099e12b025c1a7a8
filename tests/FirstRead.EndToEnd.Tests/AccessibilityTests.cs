using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Every page of every role, judged by axe-core: nothing serious or critical.</summary>
[TestFixture]
public sealed class AccessibilityTests : MockedPortal
{
    [Test]
    public async Task Entrance_HasNoGraveViolation()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        await flow.Page.GotoAsync("/");
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeVisibleAsync();
        await AxeCheck.AssertAccessibleAsync(flow.Page);
    }

    /// <param name="shown">What is there once the page is complete.</param>
    [TestCase("radiologist", "/", "main.worklist tbody tr")]
    [TestCase("radiologist", "/#/s/K7Q2MD", ".canvas-host:not([data-slice='-1'])")]
    [TestCase("radiologist", "/#/holds", ".hold-row")]
    [TestCase("clinic", "/", "main table")]
    [TestCase("clinic", "/#/uploads/u00000000000000000000000000000001", "main table")]
    [TestCase("resident", "/", "main")]
    [TestCase("operator", "/", "main.worklist tbody tr")]
    [TestCase("operator", "/#/s/K7Q2MD", "main")]
    [TestCase("operator", "/#/holds", ".hold-row")]
    [TestCase("operator", "/#/patients", ".erasures .empty")]
    public async Task Page_OfARole_HasNoGraveViolation(string role, string address, string shown)
    {
        await using var flow = await EnterAsync(role, address);
        await flow.Page.Locator(shown).First.WaitForAsync();
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task WhatWasTakenOut_HasNoGraveViolation()
    {
        await using var flow = await EnterAsync("radiologist", $"/#/s/{PortalMock.Study(1)}");
        await flow.Page.GetByRole(AriaRole.Link, new() { Name = "What was taken out" }).ClickAsync();
        await flow.Page.Locator(".attributes tbody tr").First.WaitForAsync();
        await AxeCheck.AssertAccessibleAsync(flow.Page);
    }

    [Test]
    public async Task SigningDialog_HasNoGraveViolation()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        await flow.LogIn("radiologist", PortalMock.Password);
        await flow.OpenStudy(PortalMock.Study(1));
        await flow.AcceptAll();
        await flow.Page.GetByLabel("Impression").FillAsync("Mass.");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" }).ClickAsync();
        await flow.Page.Locator("dialog[open]").WaitForAsync();
        await AxeCheck.AssertAccessibleAsync(flow.Page);
    }

    /// <summary>The check itself: it sees a button without a name, and says which.</summary>
    [Test]
    public async Task ButtonWithoutAName_IsNamedAsCritical()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        await flow.Page.SetContentAsync("<!doctype html><html lang=en><title>t</title><main><button id=mute></button></main></html>");
        Assert.That(await AxeCheck.GraveAsync(flow.Page), Has.One.StartsWith("button-name (critical)").And.One.Contains("#mute"));
    }
}
