namespace FirstRead.Cli;

/// <summary>What a person at a terminal sees when a command cannot go on: one line, no stack.</summary>
public static class ErrorReport
{
    /// <summary>The command's exit code; 2, or what the error says, for an error that the command names, with its message on standard error.</summary>
    public static async Task<int> ReportErrors(this Task<int> command)
    {
        try
        {
            return await command;
        }
        catch (Exception error) when (error is CommandException or HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"firstread: {(error is OperationCanceledException ? "Stopped." : error.Message)}");
            return error is CommandException { ExitCode: var code } ? code : 2;
        }
    }
}

/// <summary>A command cannot go on; the message says what is wrong and what to do.</summary>
public class CommandException(string message, int exitCode = 2, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>2: the command was asked for something that cannot be. 1: a file did not pass.</summary>
    public int ExitCode => exitCode;
}
