using FirstRead.Local.Iam;

namespace FirstRead.Local.Tests.Iam;

/// <summary>Against the IAM User Guide's tables of condition and set operators.</summary>
public sealed class ConditionTests
{
    [TestCase("StringEquals", "a,b", "b", ExpectedResult = true)]
    [TestCase("StringEquals", "a,b", "B", ExpectedResult = false)]
    [TestCase("StringEquals", "a", "", ExpectedResult = false, Description = "absent")]
    [TestCase("StringEqualsIfExists", "a", "", ExpectedResult = true)]
    [TestCase("StringEqualsIfExists", "a", "b", ExpectedResult = false)]
    [TestCase("StringNotEquals", "a", "", ExpectedResult = true)]
    [TestCase("StringNotEquals", "a,b", "b", ExpectedResult = false)]
    [TestCase("StringLike", "INDEX#*", "INDEX#1", ExpectedResult = true)]
    [TestCase("StringLike", "INDEX#?", "INDEX#12", ExpectedResult = false)]
    [TestCase("StringNotLike", "INDEX#*", "IDENTITY#1", ExpectedResult = true)]
    [TestCase("Bool", "false", "true", ExpectedResult = false)]
    [TestCase("Bool", "true", "True", ExpectedResult = true)]
    [TestCase("Null", "true", "", ExpectedResult = true)]
    [TestCase("Null", "false", "", ExpectedResult = false)]
    [TestCase("Null", "false", "x", ExpectedResult = true)]
    [TestCase("NumericLessThan", "1.2", "1.3", ExpectedResult = false)]
    [TestCase("NumericLessThan", "1.2", "1.0", ExpectedResult = true)]
    [TestCase("ArnLike", "arn:aws:logs:us-east-1:1:log-group:*", "arn:aws:logs:us-east-1:1:log-group:/aws/x", ExpectedResult = true)]
    [TestCase("ArnLike", "arn:aws:s3:::*", "arn:aws:sns:us-east-1:1:s3:::x", ExpectedResult = false)]
    [TestCase("ForAllValues:StringLike", "INDEX#*", "", ExpectedResult = true, Description = "vacuously")]
    [TestCase("ForAllValues:StringLike", "INDEX#*", "INDEX#1,INDEX#2", ExpectedResult = true)]
    [TestCase("ForAllValues:StringLike", "INDEX#*", "INDEX#1,IDENTITY#2", ExpectedResult = false)]
    [TestCase("ForAnyValue:StringEquals", "a,b", "c,b", ExpectedResult = true)]
    [TestCase("ForAnyValue:StringEquals", "a,b", "", ExpectedResult = false)]
    [TestCase("ForAnyValue:StringNotEquals", "a", "a,b", ExpectedResult = true)]
    public bool Condition_OfThesePolicyValues_AgainstTheRequests(string name, string values, string present) =>
        new Condition(name, "some:key", values.Split(',')).Holds(AccessRequest.Of("s3:GetObject", "*", ("Some:Key", present.Split(',', StringSplitOptions.RemoveEmptyEntries))));

    [TestCase("IpAddress", "10.0.0.0/8")]
    [TestCase("ForSomeValues:StringEquals", "a")]
    [TestCase("StringEquals", "${aws:username}")]
    public void Condition_NotKnownHere_IsRefusedWhenThePolicyIsRead(string name, string value) =>
        Assert.That(() => new Condition(name, "some:key", [value]), Throws.InstanceOf<NotSupportedException>());
}
