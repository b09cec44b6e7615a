package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single subtrees; what they mean together is in {@link NameConstraintsTest}. */
final class SubtreeTest {
  private static final String LABEL = "a".repeat(63);
  private static final String LONGEST = (LABEL + ".").repeat(3) + "a".repeat(61);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # network                                                          address
          C0000200FFFFFF00,                                                  C0000200, true
          C0000200FFFFFF00,                                                  C00002FF, true
          C0000201FFFFFF00,                                                  C00002FE, true
          C0000200FFFFFF00,                                                  C0000300, false
          C0000200FFFFFF00,                                                  C00001FF, false
          C0000201FFFFFFFF,                                                  C0000201, true
          C0000201FFFFFFFF,                                                  C0000202, false
          0000000000000000,                                                  C0000202, true
          80000000FFFE0000,                                                  80010000, true
          80000000FFFE0000,                                                  80020000, false
          20010DB8000000000000000000000000FFFFFFFF000000000000000000000000,  20010DB8000000000000000000000001, true
          20010DB8000000000000000000000000FFFFFFFF000000000000000000000000,  20010DB9000000000000000000000001, false
          0000000000000000000000000000000000000000000000000000000000000000,  C0000202, false
          0000000000000000,                                                  20010DB8000000000000000000000001, false
          """)
  void networkCoversItsAddresses(String network, String address, boolean isCovered) {
    Subtree subtree = Subtree.of(new GeneralSubtree(address(network)));
    assertThat(subtree.isOfKind(address(address))).isTrue();
    assertThat(subtree.isOfKind(dnsName("fi.example"))).isFalse();
    assertThat(subtree.canJudge(address(address))).isTrue();
    assertThat(subtree.covers(address(address))).isEqualTo(isCovered);
    assertThat(subtree.touches(address(address))).isEqualTo(isCovered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "C0000200",
        "C0000200FFFFFF",
        "C0000200FFFFFF0000",
        "C0000200FF00FF00",
        "C000020000FFFFFF",
        "C0000200FFFFFF01",
        "C0000200FFFFFFFFFFFF",
        "20010DB8000000000000000000000000",
        "20010DB8000000000000000000000000FFFFFFFF0000000000000000000000000000",
        "20010DB8000000000000000000000000FFFFFFFF000000000000000000000001"
      })
  void whatIsNoNetworkIsRefused(String octets) {
    assertRefused(address(octets));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C00002", "C000020001", "20010DB80000000000000000000000"})
  void addressOfOddLengthCannotBeJudged(String octets) {
    Subtree all = Subtree.of(new GeneralSubtree(address("0000000000000000")));
    assertThat(all.canJudge(address(octets))).isFalse();
    assertThat(all.covers(address(octets))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          O=Fi           | O=Fi           | true
          O=Fi           | O=FI,CN=Server | true
          O=Fi,OU=Mail   | O=Fi,OU=Mail   | true
          O=Fi,OU=Mail   | O=Fi           | false
          O=Fi           | O=Fi2          | false
          O=Fi           | CN=Fi          | false
          O=Fi,OU=Mail   | O=Fi,OU=Web    | false
          OU=Mail        | O=Fi,OU=Mail   | false
          """)
  void distinguishedNameCoversAllThatBeginWithIt(String base, String name, boolean isCovered) {
    Subtree subtree = Subtree.of(new GeneralSubtree(directory(base)));
    assertThat(subtree.isOfKind(directory(name))).isTrue();
    assertThat(subtree.isOfKind(dnsName("fi.example"))).isFalse();
    assertThat(subtree.canJudge(directory(name))).isTrue();
    assertThat(subtree.covers(directory(name))).isEqualTo(isCovered);
    assertThat(subtree.touches(directory(name))).isEqualTo(isCovered);
  }

  @Test
  void emptyDistinguishedNameCoversEvery() {
    Subtree all = Subtree.of(new GeneralSubtree(new GeneralName(new X500Name(""))));
    assertThat(all.covers(directory("O=Fi"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".fi.example",
        "*.fi.example",
        "fi.example.",
        "fi..example",
        "fi example",
        ".",
        "b\u00FC.example"
      })
  void whatIsNoDomainIsRefused(String base) {
    assertRefused(dnsName(base));
  }

  @Test
  void domainHasAtMost253CharactersInLabelsOfAtMost63() {
    assertThat(LONGEST).hasSize(253);
    assertThat(Subtree.of(new GeneralSubtree(dnsName(LONGEST))).covers(dnsName(LONGEST))).isTrue();
    assertRefused(dnsName(LONGEST + "a"));
    assertRefused(dnsName(LABEL + "a.example"));
  }

  @Test
  void emptyDomainIsTheWholeDns() {
    Subtree all = Subtree.of(new GeneralSubtree(dnsName("")));
    assertThat(all.covers(dnsName("fi.example"))).isTrue();
    assertThat(all.touches(dnsName("*.fi.example"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"post_a.fi.example", "192.0.2.1", "a.*.example", "", "fi.example.."})
  void whatIsNoHostCannotBeJudged(String name) {
    Subtree all = Subtree.of(new GeneralSubtree(dnsName("")));
    assertThat(all.canJudge(dnsName(name))).isFalse();
    assertThat(all.covers(dnsName(name))).isFalse();
  }

  @Test
  void subtreeWithMinimumOrMaximumIsRefused() {
    for (GeneralSubtree subtree :
        new GeneralSubtree[] {
          new GeneralSubtree(dnsName("fi.example"), BigInteger.ONE, null),
          new GeneralSubtree(dnsName("fi.example"), BigInteger.ZERO, BigInteger.TEN)
        }) {
      assertThatThrownBy(() -> Subtree.of(subtree)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void kindThatIsNeverComparedTouchesAllOfItAndCoversNone() {
    GeneralName mail = new GeneralName(GeneralName.rfc822Name, "a@fi.example");
    Subtree subtree = Subtree.of(new GeneralSubtree(mail));
    assertThat(subtree.isOfKind(mail)).isTrue();
    assertThat(subtree.isOfKind(dnsName("fi.example"))).isFalse();
    assertThat(subtree.canJudge(mail)).isFalse();
    assertThat(subtree.covers(mail)).isFalse();
    assertThat(subtree.touches(mail)).isTrue();
  }

  private static void assertRefused(GeneralName base) {
    assertThatThrownBy(() -> Subtree.of(new GeneralSubtree(base)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GeneralName address(String hex) {
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(HexFormat.of().parseHex(hex)));
  }

  private static GeneralName dnsName(String name) {
    return new GeneralName(GeneralName.dNSName, new DERIA5String(name));
  }

  private static GeneralName directory(String name) {
    return new GeneralName(new X500Name(name));
  }
}
