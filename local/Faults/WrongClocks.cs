using System.Globalization;
using FirstRead.Core.Settings;
using FirstRead.Local.Processes;

namespace FirstRead.Local.Faults;

/// <summary>Gives each program that starts a clock of its own, wrong by some seconds: where one takes over from another, the clock jumps.</summary>
public sealed class WrongClocks(FaultScene scene)
{
    private readonly FaultDice _dice = scene.Dice("clocks");

    public ChildCommand Of(ChildCommand command)
    {
        if (scene.Plan.ClockSkewSeconds == 0 || scene.IsCalm)
            return command;
        var seconds = (int)Math.Round((2 * _dice.Next() - 1) * scene.Plan.ClockSkewSeconds);
        scene.Note("wrong-clock", command.Name, seconds.ToString(CultureInfo.InvariantCulture));
        return command with
        {
            Environment = new Dictionary<string, string>(command.Environment)
            {
                [EnvironmentNames.ClockOffsetSeconds] = seconds.ToString(CultureInfo.InvariantCulture),
            },
        };
    }
}
