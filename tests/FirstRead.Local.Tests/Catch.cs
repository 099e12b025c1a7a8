namespace FirstRead.Local.Tests;

public static class Catch
{
    /// <summary>The exception that the action ends with.</summary>
    public static async Task<T> Async<T>(Func<Task> action)
        where T : Exception
    {
        try
        {
            await action();
        }
        catch (T error)
        {
            return error;
        }
        throw new AssertionException($"Expected {typeof(T).Name}, and nothing was thrown.");
    }
}
