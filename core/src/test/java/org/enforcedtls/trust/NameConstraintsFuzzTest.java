package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.params.provider.MethodSource;

final class NameConstraintsFuzzTest {
  private static final List<String> LABELS =
      List.of("post", "fi", "example", "a", "ab", "x-1", "1", "xn--a", "FI", "_a", "*", "");

  /** What the server of {@link RepeatableScene} is called. */
  private static final List<String> NAMES = List.of(RepeatableScene.HOST, "*.fi.example");

  static Stream<byte[]> constraints() {
    return Stream.of(
        constraints(List.of("fi.example"), List.of()),
        constraints(List.of("example", "fi2.example"), List.of("evil.example")),
        constraints(List.of(), List.of("post2.fi.example")),
        constraints(List.of(""), List.of("other.example")),
        constraints(
            new GeneralName(GeneralName.iPAddress, "192.0.2.0/24"),
            new GeneralName(GeneralName.directoryName, "CN=post.fi.example"),
            new GeneralName(GeneralName.rfc822Name, "fi.example")));
  }

  private static byte[] constraints(GeneralName... permitted) {
    return encoded(Stream.of(permitted).map(GeneralSubtree::new), Stream.of());
  }

  private static byte[] constraints(List<String> permitted, List<String> excluded) {
    return encoded(subtrees(permitted), subtrees(excluded));
  }

  private static Stream<GeneralSubtree> subtrees(List<String> bases) {
    return bases.stream()
        .map(base -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, base)));
  }

  private static byte[] encoded(Stream<GeneralSubtree> permitted, Stream<GeneralSubtree> excluded) {
    try {
      return new org.bouncycastle.asn1.x509.NameConstraints(
              permitted.toArray(GeneralSubtree[]::new), excluded.toArray(GeneralSubtree[]::new))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Constraints of an intermediate that are validly signed, but whose content is any octets. */
  @MethodSource("constraints")
  @FuzzTest
  void onlyNamesThatAPlainReaderAllowsAreVerified(byte[] content) {
    authority(content)
        .map(
            issuer ->
                CertificateVerifier.verify(
                    Verdicts.certificates(RepeatableScene.SERVER, issuer),
                    ReferenceIdentifier.of(Domain.of(RepeatableScene.HOST)),
                    RepeatableScene.REQUIREMENT,
                    Recipe.NOW))
        .filter(CertificateVerdict::isVerified)
        .ifPresent(verified -> assertThat(NAMES).allMatch(PlainConstraints.read(content)::allow));
  }

  /** Names and well-formed bases of a few labels, so that they often have some in common. */
  @FuzzTest
  void nameIsAllowedIfAndOnlyIfItsLabelsAre(FuzzedDataProvider data)
      throws CertificateParsingException {
    PlainConstraints plain = new PlainConstraints(bases(data), bases(data));
    byte[] content = constraints(plain.permitted(), plain.excluded());
    if (plain.permitted().isEmpty() && plain.excluded().isEmpty()) {
      return;
    }
    NameConstraints constraints =
        NameConstraints.of(authority(content).orElseThrow().certificate());
    while (data.remainingBytes() > 0) {
      String name = name(data);
      assertThat(constraints.violation(new GeneralName(GeneralName.dNSName, name)).isEmpty())
          .as("%s under %s", name, plain)
          .isEqualTo(plain.allow(name));
    }
  }

  private static List<String> bases(FuzzedDataProvider data) {
    List<String> bases = new ArrayList<>();
    int count = data.consumeInt(0, 3);
    for (int i = 0; i < count; i++) {
      String base = name(data);
      // The JDK refuses such a base before anybody asks for it.
      if (!base.contains("*") && !base.contains("..") && !base.matches("\\..*|.*\\.")) {
        bases.add(base);
      }
    }
    return bases;
  }

  private static String name(FuzzedDataProvider data) {
    List<String> labels = new ArrayList<>();
    int count = data.consumeInt(1, 4);
    for (int i = 0; i < count; i++) {
      labels.add(LABELS.get(data.consumeInt(0, LABELS.size() - 1)));
    }
    return String.join(".", labels);
  }

  private static Optional<Issued> authority(byte[] content) {
    try {
      return Optional.of(
          RepeatableScene.repeatable(Recipe.authority("CN=I"), 2)
              .rawExtension(Extension.nameConstraints, content)
              .issuedBy(RepeatableScene.ROOT));
    } catch (IllegalStateException refusedByTheParser) {
      assertThat(refusedByTheParser).hasCauseInstanceOf(CertificateException.class);
      return Optional.empty();
    }
  }
}
