using System.CommandLine;
using FirstRead.Core.Cost;

namespace FirstRead.Cli.Cost;

/// <summary><c>firstread cost</c>: dollars a study and a month, by service.</summary>
public static class CostCommand
{
    public static Command Create()
    {
        var studies = new Option<int>("--studies") { Description = "Studies a month.", DefaultValueFactory = _ => 300 };
        var slices = new Option<int>("--slices") { Description = "Files of a study.", DefaultValueFactory = _ => 200 };
        var profile = new Option<string>("--profile") { Description = "student or clinical.", DefaultValueFactory = _ => "student" };
        var document = new Option<FileInfo?>("--document") { Description = "Write docs/cost.md to this file instead." };
        studies.Validators.Add(option => { if (option.GetValueOrDefault<int>() < 0) option.AddError("--studies must not be negative."); });
        slices.Validators.Add(option => { if (option.GetValueOrDefault<int>() < 1) option.AddError("--slices must be at least 1."); });
        profile.AcceptOnlyFromAmong([.. CostModel.Profiles]);
        var command = new Command("cost", "Estimate the bill on AWS, from a dated price table.") { studies, slices, profile, document };
        command.SetAction(parsed =>
        {
            var prices = PriceTable.Read();
            if (parsed.GetValue(document) is { } file)
                File.WriteAllText(file.FullName, CostReport.Document(prices));
            else
                Console.Out.Write(CostReport.Text(prices, new Workload(parsed.GetValue(studies), parsed.GetValue(slices), parsed.GetRequiredValue(profile))));
            return 0;
        });
        return command;
    }
}
