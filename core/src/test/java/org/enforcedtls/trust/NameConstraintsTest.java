package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.trusting;
import static org.enforcedtls.trust.Verdicts.verify;

import java.security.cert.CertificateParsingException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameConstraintsTest {
  /** Names are written as the kind, a colon and the name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # permitted                       excluded                           a name
          dns:fi.example                  |                                  | dns:se.example       | a name outside the permitted ones
          dns:fi.example dns:no.example   |                                  | dns:se.example       | a name outside the permitted ones
          dns:fi.example                  | dns:post.fi.example              | dns:post.fi.example  | an excluded name
                                          | dns:fi.example                   | dns:*.example        | an excluded name
                                          | ip:192.0.2.0/24 dns:fi.example   | dns:post.fi.example  | an excluded name
          ip:192.0.2.0/24                 |                                  | ip:192.0.3.1         | a name outside the permitted ones
          ip:192.0.2.0/24 dns:fi.example  |                                  | ip:192.0.3.1         | a name outside the permitted ones
                                          | ip:192.0.2.0/24                  | ip:192.0.2.1         | an excluded name
          dn:O=Fi                         |                                  | dn:O=Se              | a name outside the permitted ones
                                          | dn:O=Fi                          | dn:O=Fi,CN=a         | an excluded name
          mail:fi.example                 |                                  | mail:a@fi.example    | a constrained name that is malformed or of a kind that is not compared
                                          | mail:se.example                  | mail:a@fi.example    | a constrained name that is malformed or of a kind that is not compared
          dns:fi.example                  |                                  | dns:a_b.fi.example   | a constrained name that is malformed or of a kind that is not compared
                                          | dns:se.example                   | dns:a_b.fi.example   | a constrained name that is malformed or of a kind that is not compared
          dns:fi.example dns:no.example   |                                  | dns:a.no.example     |
          dns:fi.example                  | dns:se.example                   | dns:post.fi.example  |
                                          | dns:fi.example                   | dns:se.example       |
          dns:fi.example                  | ip:192.0.2.0/24                  | mail:a@se.example    |
          dns:fi.example                  |                                  | ip:192.0.2.1         |
          mail:fi.example                 | dn:O=Se                          | dns:se.example       |
                                          | ip:192.0.2.0/24 mail:fi.example  | dns:192.0.2.1.example|
          """)
  void nameIsComparedWithTheSubtreesOfItsKind(
      String permitted, String excluded, String name, String violation)
      throws CertificateParsingException {
    NameConstraints constraints =
        NameConstraints.of(authority(subtrees(permitted), subtrees(excluded)).certificate());
    assertThat(constraints.isEmpty()).isFalse();
    assertThat(constraints.violation(name(name)).orElse(null)).isEqualTo(violation);
  }

  @Test
  void constraintsWithoutAnySubtreeAreMalformed() {
    Issued empty =
        Recipe.authority("CN=Empty")
            .rawExtension(Extension.nameConstraints, new byte[] {0x30, 0})
            .selfSigned();
    assertThatThrownBy(() -> NameConstraints.of(empty.certificate()))
        .isInstanceOf(CertificateParsingException.class);
    assertThat(text(verify(trusting(empty), Recipe.server("post.fi.example").issuedBy(empty))))
        .contains("well-formed name constraints");
  }

  @Test
  void authorityWithoutTheExtensionConstrainsNothing() throws CertificateParsingException {
    assertThat(NameConstraints.of(ROOT.certificate()).isEmpty()).isTrue();
  }

  @Test
  void subjectIsConstrainedAsADistinguishedName() {
    Issued issuer = authority(subtrees("dn:O=Fi"), subtrees(""));
    assertAccepted(issuer, Recipe.subject("CN=a,O=Fi").names("post.fi.example"));
    assertAccepted(issuer, Recipe.subject("").names("post.fi.example"));
    assertThat(refusal(issuer, Recipe.subject("CN=a,O=Se").names("post.fi.example")))
        .contains("names that the constraints of CN=Constrained allow")
        .contains("a name outside the permitted ones: 4: ");
  }

  @Test
  void everyCertificateBelowIsConstrained() {
    Issued issuer = authority(subtrees("dn:O=Fi"), subtrees(""));
    Issued below = Recipe.authority("CN=Below,O=Se").issuedBy(issuer);
    Issued server = Recipe.subject("CN=a,O=Fi").names("post.fi.example").issuedBy(below);
    assertThat(text(verify(trusting(issuer), server, below)))
        .startsWith("CN=Below,O=Se: expected names that the constraints of CN=Constrained allow");
  }

  /** As when an authority changes its key; at the end of the path there is no such exemption. */
  @Test
  void selfIssuedIntermediateIsExemptAndSelfIssuedServerIsNot() {
    Issued issuer = authority(subtrees("dns:fi.example"), subtrees("dn:CN=Constrained"));
    Issued newKey = Recipe.authority("CN=Constrained").issuedBy(issuer);
    Issued server = Recipe.server("post.fi.example").issuedBy(newKey);
    assertThat(verify(trusting(issuer), server, newKey).isVerified()).isTrue();
    assertThat(refusal(issuer, Recipe.subject("CN=Constrained").names("post.fi.example")))
        .contains("an excluded name");
  }

  @ParameterizedTest
  @CsvSource({
    "CN_FALLBACK, post.fi.example, false",
    "CN_FALLBACK, *.fi.example,    false",
    "CN_REQUIRED, post.fi.example, false",
    "CN_FALLBACK, post.fi.example, true"
  })
  void commonNameThatMayStandForTheHostIsConstrainedAsOne(
      IdentityRule rule, String commonName, boolean isPermitted) {
    Issued issuer =
        authority(subtrees(isPermitted ? "dns:fi.example" : "dns:se.example"), subtrees(""));
    CertificateVerdict verdict =
        verify(
            trusting(issuer).toBuilder().identityRule(rule).build(),
            Recipe.subject("CN=" + commonName).issuedBy(issuer));
    assertThat(verdict.isVerified()).as("%s", verdict).isEqualTo(isPermitted);
    if (!isPermitted) {
      assertThat(text(verdict)).contains("a name outside the permitted ones: 2: " + commonName);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SAN,         post.fi.example, Post",
    "CN_FALLBACK, post.fi.example, post.se.example",
    "CN_FALLBACK, post.fi.example, Post of Fi"
  })
  void commonNameThatStandsForNoHostIsNotConstrainedAsOne(
      IdentityRule rule, String name, String commonName) {
    Issued issuer = authority(subtrees("dns:fi.example"), subtrees(""));
    assertThat(
            verify(
                    trusting(issuer).toBuilder().identityRule(rule).build(),
                    Recipe.subject("CN=" + commonName).names(name).issuedBy(issuer))
                .isVerified())
        .isTrue();
  }

  /** 200 subtrees and 1000 names, the subject among them, are as many as are compared. */
  @ParameterizedTest
  @CsvSource({"998, true", "999, false"})
  void workIsBounded(int moreNames, boolean isGood) {
    String many =
        String.join(" ", IntStream.range(1, 200).mapToObj(i -> "dns:n" + i + ".example").toList());
    Issued issuer = authority(subtrees(many), subtrees("dn:O=Evil"));
    String[] names =
        Stream.concat(
                Stream.of("post.n1.example"),
                IntStream.range(0, moreNames).mapToObj(i -> "a" + i + ".n1.example"))
            .toArray(String[]::new);
    CertificateVerdict verdict =
        verify(trusting(issuer), Recipe.subject("CN=Many").names(names).issuedBy(issuer));
    assertThat(verdict.toString().contains("more than 200000 comparisons")).isEqualTo(!isGood);
  }

  private static void assertAccepted(Issued issuer, Recipe server) {
    CertificateVerdict verdict = verify(trusting(issuer), server.issuedBy(issuer));
    assertThat(verdict.isVerified()).as("%s", verdict).isTrue();
  }

  private static String refusal(Issued issuer, Recipe server) {
    return text(verify(trusting(issuer), server.issuedBy(issuer)));
  }

  private static String text(CertificateVerdict verdict) {
    return Verdicts.refused(verdict).foremost().text();
  }

  private static Issued authority(GeneralSubtree[] permitted, GeneralSubtree[] excluded) {
    return Recipe.authority("CN=Constrained")
        .extension(
            Extension.nameConstraints,
            new org.bouncycastle.asn1.x509.NameConstraints(permitted, excluded))
        .selfSigned();
  }

  private static GeneralSubtree[] subtrees(String names) {
    return names == null || names.isEmpty()
        ? new GeneralSubtree[0]
        : Stream.of(names.split(" ", -1))
            .map(NameConstraintsTest::name)
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
  }

  private static GeneralName name(String text) {
    String[] parts = text.split(":", 2);
    return switch (parts[0]) {
      case "dns" -> new GeneralName(GeneralName.dNSName, parts[1]);
      case "ip" -> new GeneralName(GeneralName.iPAddress, parts[1]);
      case "dn" -> new GeneralName(GeneralName.directoryName, parts[1]);
      default -> new GeneralName(GeneralName.rfc822Name, parts[1]);
    };
  }
}
