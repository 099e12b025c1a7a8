using FirstRead.Core.Access;

namespace FirstRead.Core.Tests.Access;

public class AuthorizationTableTests
{
    [Test]
    public void All_HoldsEveryRowOnce()
    {
        var declared = typeof(AuthorizationTable).GetFields().Select(field => field.GetValue(null)).OfType<Permission>().ToList();
        Assert.That(AuthorizationTable.All, Is.EquivalentTo(declared));
        Assert.That(AuthorizationTable.All.Select(row => row.ToString()), Is.Unique);
    }

    [Test]
    public void All_OfOneClinicsData_AreForClinicsAlone() =>
        Assert.That(AuthorizationTable.All.Where(row => row.Reach == Reach.OwnClinic), Has.All.Matches<Permission>(row => row!.Roles is [Role.Clinic]));

    [Test]
    public void All_OfEveryClinicsData_AreClosedToClinics() =>
        Assert.That(AuthorizationTable.All.Where(row => row.Reach == Reach.EveryClinic), Has.None.Matches<Permission>(row => row!.Anonymous || row.Roles.Contains(Role.Clinic)));

    [Test]
    public void RoleNames_AreStoredLiterals() =>
        Assert.That(Enum.GetValues<Role>().Select(RoleNames.Of), Is.EqualTo(new[] { "clinic", "radiologist", "resident", "operator" }));
}
