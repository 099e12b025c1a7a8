using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Studies;

public sealed class PulseTests
{
    [TestCase(7, 3)]
    [TestCase(0, 6)]
    public void Look_Unmoved_IsDeadAfterLooks(long beats, int looks)
    {
        var pulse = new Pulse(beats, Seen: 0, Looks: 0);
        for (var look = 1; look <= looks; look++)
        {
            Assert.That(pulse.Dead, Is.False, $"before look {look}");
            pulse = pulse.Look();
        }
        Assert.That(pulse.Dead, Is.True);
    }

    [Test]
    public void Look_MovedBetween_BeginsAnew()
    {
        var pulse = new Pulse(1, 0, 0).Look().Look() with { Beats = 2 };

        Assert.That(pulse.Look().Looks, Is.EqualTo(1));
    }
}
