package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;
import static org.enforcedtls.trust.Verdicts.assertVerified;
import static org.enforcedtls.trust.Verdicts.kinds;
import static org.enforcedtls.trust.Verdicts.refused;
import static org.enforcedtls.trust.Verdicts.trusting;
import static org.enforcedtls.trust.Verdicts.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.CertificateVerdict.NotVerified;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificatePurposeTest {
  @Test
  void selfSignedServerIsVerifiedOnlyIfItIsAnAnchorItself() {
    Issued pinned = Recipe.server("post.fi.example").selfSigned();
    assertVerified(verify(trusting(pinned), pinned));
    assertThat(kinds(verify(trusting(ROOT), pinned))).containsExactly(Kind.UNTRUSTED);
    assertThat(kinds(verify(trusting(pinned), SERVER))).containsExactly(Kind.UNTRUSTED);
  }

  @Test
  void anchorThatIsNoAuthorityIssuesNothing() {
    Issued pinned = Recipe.server("pinned.example").selfSigned();
    CertificateVerdict verdict =
        verify(trusting(pinned), Recipe.server("post.fi.example").issuedBy(pinned));
    assertThat(kinds(verdict)).containsExactly(Kind.UNSUITABLE);
    assertThat(refused(verdict).foremost().text())
        .endsWith("expected basic constraints with CA true, as it issued another, found none");
  }

  @Test
  void serverThatIsNoAuthorityIssuesNothing() {
    Issued attacker = Recipe.server("attacker.example").issuedBy(INTERMEDIATE);
    Issued forged = Recipe.server("post.fi.example").issuedBy(attacker);
    assertThat(kinds(verify(trusting(ROOT), forged, attacker, INTERMEDIATE)))
        .containsExactly(Kind.UNSUITABLE);
  }

  @Test
  void intermediateAnchorNeedsNoRootAboveIt() {
    assertVerified(verify(trusting(INTERMEDIATE), SERVER));
  }

  @Test
  void pathLengthIsKeptByTheAnchorToo() {
    Issued root =
        Recipe.subject("CN=Short")
            .extension(Extension.basicConstraints, new BasicConstraints(0))
            .selfSigned();
    Issued below = Recipe.authority("CN=Below").issuedBy(root);
    Issued server = Recipe.server("post.fi.example").issuedBy(below);
    assertThat(kinds(verify(trusting(root), server, below))).containsExactly(Kind.UNSUITABLE);
    assertVerified(verify(trusting(root), Recipe.server("post.fi.example").issuedBy(root)));
  }

  @Test
  void authorityWithoutKeyCertSignIssuesNothing() {
    Issued crlOnly =
        Recipe.authority("CN=Crl")
            .extension(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign))
            .selfSigned();
    assertThat(kinds(verify(trusting(crlOnly), Recipe.server("post.fi.example").issuedBy(crlOnly))))
        .containsExactly(Kind.UNSUITABLE);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.3.6.1.5.5.7.3.1,   true
          2.5.29.37.0,         true
          1.3.6.1.5.5.7.3.2,   false
          1.3.6.1.5.5.7.3.3,   false
          1.3.6.1.5.5.7.3.4,   false
          1.3.6.1.5.5.7.3.9,   false
          1.2.3.4,             false
          """)
  void extendedKeyUsageHasToAllowServers(String purpose, boolean isGood) {
    ExtendedKeyUsage usage =
        new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose)));
    Issued server =
        Recipe.server("post.fi.example")
            .extension(Extension.extendedKeyUsage, usage)
            .issuedBy(ROOT);
    Issued limited =
        Recipe.authority("CN=Limited").extension(Extension.extendedKeyUsage, usage).issuedBy(ROOT);
    Issued below = Recipe.server("post.fi.example").issuedBy(limited);
    assertThat(verify(trusting(ROOT), server).isVerified()).isEqualTo(isGood);
    assertThat(verify(trusting(ROOT), below, limited).isVerified()).isEqualTo(isGood);
  }

  @ParameterizedTest
  @CsvSource({"128, true", "32, true", "8, true", "64, false", "4, false", "2, false"})
  void keyUsageHasToAllowTls(int bits, boolean isGood) {
    Issued server =
        Recipe.server("post.fi.example")
            .extension(Extension.keyUsage, new KeyUsage(bits))
            .issuedBy(ROOT);
    assertThat(verify(trusting(ROOT), server).isVerified()).isEqualTo(isGood);
  }

  @Test
  void unknownCriticalExtensionIsRefusedInEveryPlace() {
    ASN1ObjectIdentifier foreign = new ASN1ObjectIdentifier("1.2.3.4.5");
    Issued root = Recipe.authority("CN=A").extension(foreign, DERNull.INSTANCE).selfSigned();
    Issued server =
        Recipe.server("post.fi.example").extension(foreign, DERNull.INSTANCE).issuedBy(ROOT);
    for (CertificateVerdict verdict :
        List.of(
            verify(trusting(ROOT), server),
            verify(trusting(root), Recipe.server("post.fi.example").issuedBy(root)))) {
      assertThat(kinds(verdict)).containsExactly(Kind.UNSUITABLE);
      assertThat(refused(verdict).foremost().text())
          .endsWith("expected no critical extension that is not understood, found [1.2.3.4.5]");
    }
  }

  @Test
  void authorityThatIsItsOwnServerMayHaveKeyCertSignOnly() {
    Issued own =
        Recipe.server("post.fi.example")
            .extension(Extension.basicConstraints, new BasicConstraints(0))
            .extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))
            .selfSigned();
    assertVerified(verify(trusting(own), own));
  }

  @Test
  void authorityWithKeyCertSignIssues() {
    Issued root =
        Recipe.authority("CN=Signs")
            .extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))
            .selfSigned();
    assertVerified(verify(trusting(root), Recipe.server("post.fi.example").issuedBy(root)));
  }

  /** As when an authority changes its key. */
  @Test
  void selfIssuedIntermediateDoesNotCountForThePathLength() {
    Issued root =
        Recipe.subject("CN=Short")
            .extension(Extension.basicConstraints, new BasicConstraints(0))
            .selfSigned();
    Issued newKey =
        Recipe.subject("CN=Short")
            .extension(Extension.basicConstraints, new BasicConstraints(0))
            .issuedBy(root);
    assertVerified(
        verify(trusting(root), Recipe.server("post.fi.example").issuedBy(newKey), newKey));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          fi.example,           '',               post.fi.example,  true
          post.fi.example,      '',               post.fi.example,  true
          '',                   se.example,       post.fi.example,  true
          fi.example,           a.fi.example,     *.fi.example,     false
          fi.example,           b.a.fi.example,   *.fi.example,     true
          post.fi.example,      '',               *.fi.example,     false
          se.example,           '',               post.fi.example,  false
          i.example,            '',               post.fi.example,  false
          '',                   fi.example,       post.fi.example,  false
          '',                   example,          post.fi.example,  false
          fi.example,           post.fi.example,  post.fi.example,  false
          .fi.example,          '',               post.fi.example,  false
          *.fi.example,         '',               post.fi.example,  false
          """)
  void nameConstraintsOfTheAnchorAreKept(
      String permitted, String excluded, String presented, boolean isGood) {
    Issued root =
        Recipe.authority("CN=Constrained")
            .extension(
                Extension.nameConstraints,
                new org.bouncycastle.asn1.x509.NameConstraints(
                    subtrees(permitted), subtrees(excluded)))
            .selfSigned();
    CertificateVerdict verdict = verify(trusting(root), Recipe.server(presented).issuedBy(root));
    assertThat(verdict.isVerified()).as("%s", verdict).isEqualTo(isGood);
    if (!isGood) {
      assertThat(kinds(verdict)).containsExactly(Kind.UNSUITABLE);
    }
  }

  private static GeneralSubtree[] subtrees(String name) {
    return name.isEmpty()
        ? new GeneralSubtree[0]
        : new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, name))};
  }

  @Test
  void policyThatOnlyTheJdkUnderstandsIsEnforcedByIt() {
    Issued picky =
        Recipe.authority("CN=Picky")
            .extension(Extension.policyConstraints, new PolicyConstraints(BigInteger.ZERO, null))
            .issuedBy(ROOT);
    Issued server = Recipe.server("post.fi.example").issuedBy(picky);
    NotVerified verdict = refused(verify(trusting(ROOT), server, picky));
    assertThat(verdict.foremost().kind()).isEqualTo(Kind.UNSUITABLE);
    assertThat(verdict.foremost().text()).contains("that the JDK accepts too");
  }

  @Test
  void mazeOfAuthoritiesIsLeftWithinBounds() {
    List<Issued> maze = new ArrayList<>();
    List<Issued> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      keys.add(Recipe.authority("CN=Maze " + i).selfSigned());
    }
    for (Issued issuer : keys) {
      for (Issued subject : keys) {
        if (subject.equals(issuer)) {
          continue;
        }
        maze.add(
            Recipe.authority(subject.certificate().getSubjectX500Principal().getName())
                .keys(subject.keys())
                .issuedBy(issuer));
      }
    }
    maze.add(0, Recipe.server("post.fi.example").issuedBy(keys.get(0)));
    NotVerified verdict = refused(verify(trusting(ROOT), maze.toArray(new Issued[0])));
    assertThat(kinds(verdict)).containsExactly(Kind.UNTRUSTED);
    assertThat(verdict.foremost().text()).endsWith("none within 200 signatures and 1000 steps");
  }
}
