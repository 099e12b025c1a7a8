namespace FirstRead.Cli.Bench.Deid;

/// <summary>A program that is given the same files.</summary>
/// <param name="Does">What it does to them: none of the others does all that ours does.</param>
/// <param name="InPlace">It changes the files where they lie: it is given a copy that was made beforehand, untimed.</param>
/// <param name="Command">From the folder with the input to the folder for the output.</param>
internal sealed record Contender(string Name, string Does, bool InPlace, Func<string, string, IReadOnlyList<string>> Command)
{
    public const string Copy = "cp";
    public const string Ours = "firstread";

    // What a person who has only this tool would erase: the direct identifiers of the basic profile.
    private static readonly string[] Erased =
    [
        "0008,0050", "0008,0080", "0008,0081", "0008,0090", "0008,1010", "0008,1040", "0008,1050", "0008,1060", "0008,1070",
        "0010,0030", "0010,1000", "0010,1001", "0010,1010", "0010,1020", "0010,1030", "0010,2160", "0010,21b0", "0010,4000",
        "0018,1000", "0020,4000", "0032,1032", "0032,1060", "0038,0300", "0040,0275",
    ];

    /// <summary>Those that are on this machine, <c>cp</c> and ours first; the names of the absent ones.</summary>
    public static (IReadOnlyList<Contender> Found, IReadOnlyList<string> Absent) Find(string repository, string folder)
    {
        var found = new List<Contender>
        {
            new(Copy, "copies the bytes: the floor", false, (from, to) => ["cp", "-r", from + "/.", to]),
            new(Ours, "profile basic: every attribute at every depth, unused bits of pixels, refusal of cut and doubtful files, atomic output", false,
                (from, to) => [Path.Combine(repository, "firstread"), "deid", from, "--out", to]),
        };
        var absent = new List<string>();
        Add(OnPath("gdcmanon") && OnPath("openssl"), "gdcmanon (libgdcm-tools, with openssl)", () => Gdcmanon(folder));
        Add(OnPath("dcmodify"), "dcmodify (dcmtk)", Dcmodify);
        Add(HasPydicom(), "pydicom (python3-pydicom)", () => Pydicom(repository));
        return (found, absent);

        void Add(bool isThere, string name, Func<Contender> make)
        {
            if (isThere)
                found.Add(make());
            else
                absent.Add(name);
        }
    }

    private static Contender Gdcmanon(string folder)
    {
        var (key, certificate) = (Path.Combine(folder, "key.pem"), Path.Combine(folder, "certificate.pem"));
        if (!File.Exists(certificate))
            MeasuredProcess.Run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=benchmark", "-keyout", key, "-out", certificate]);
        return new Contender("gdcmanon", "basic profile of 2008 at top level, originals sealed for a key; private attributes and nested text stay", false,
            (from, to) => ["gdcmanon", "-e", "-c", certificate, "-r", "--continue", "-i", from, "-o", to]);
    }

    private static Contender Dcmodify() => new(
        "dcmodify", $"erases {Erased.Length} attributes and all private ones, sets a name and number; in place, UIDs and dates stay", true,
        (_, to) => ["sh", "-c", "find \"$1\" -type f -print0 | xargs -0 dcmodify -q -nb -imt -ep -m '(0010,0010)=ANON' -m '(0010,0020)=ANON'" + string.Concat(Erased.Select(tag => $" -ea '({tag})'")), "sh", to]);

    private static Contender Pydicom(string repository) => new(
        "pydicom", "a script of this repository: empties names, removes private attributes and others by list, maps UIDs; no check of the file's end", false,
        (from, to) => ["/usr/bin/python3", Path.Combine(repository, "eng", "bench", "deidentify-with-pydicom.py"), from, to]);

    private static bool OnPath(string program) => MeasuredProcess.Run(["sh", "-c", $"command -v {program}"]).ExitCode == 0;

    private static bool HasPydicom() => MeasuredProcess.Run(["/usr/bin/python3", "-c", "import pydicom"]).ExitCode == 0;
}
