using System.CommandLine;
using System.Globalization;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Triage;

/// <summary><c>firstread triage</c>: what a policy and a rota would do, without doing it.</summary>
public static class TriageCommand
{
    public static Command Create()
    {
        var results = new Argument<string[]>("RESULT.json") { Description = "Results as 'analyze' writes them (findings.json); none: only the documents are checked.", Arity = ArgumentArity.ZeroOrMore };
        var policy = new Option<string?>("--policy") { Description = "The policy; else the standard one." };
        var rota = new Option<string?>("--rota") { Description = "The rota: says whom it would call." };
        var at = new Option<string?>("--at") { Description = "When, e.g. 2026-11-22T21:30+01:00; else now." };
        var modality = new Option<string?>("--modality") { Description = "Of the studies, e.g. MR." };
        var clinic = new Option<string?>("--clinic") { Description = "Whose studies they are; else the clinic in the result." };
        var prior = new Option<bool>("--prior") { Description = "They are earlier studies, for comparison." };
        var portal = new Option<string>("--portal") { Description = "Address that the message leads to.", DefaultValueFactory = _ => "https://portal.example.org" };
        var command = new Command("triage", "Say which rule of a policy decides, whom it calls and what the message says.") { results, policy, rota, at, modality, clinic, prior, portal };
        command.SetAction((parsed, cancel) =>
        {
            var situation = new Situation(TimeOf(parsed.GetValue(at)), parsed.GetValue(modality), ClinicOf(parsed.GetValue(clinic)), parsed.GetValue(prior));
            var run = new TriageRun(situation, parsed.GetRequiredValue(portal), Console.Out, Console.Error);
            return run.RunAsync(parsed.GetValue(policy), parsed.GetValue(rota), parsed.GetValue(results) ?? [], cancel);
        });
        return command;
    }

    private static DateTimeOffset TimeOf(string? text)
    {
        if (text is null)
            return TimeProvider.System.GetUtcNow();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new CommandException($"'{text}' is no time: give one as 2026-11-22T21:30+01:00.");
    }

    private static ClinicId? ClinicOf(string? text)
    {
        try
        {
            return text is null ? null : ClinicId.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new CommandException(problem.Message);
        }
    }
}

/// <summary>What a result alone does not say of its study.</summary>
/// <param name="Clinic">Null: the one in the result.</param>
public sealed record Situation(DateTimeOffset At, string? Modality, ClinicId? Clinic, bool Prior);
