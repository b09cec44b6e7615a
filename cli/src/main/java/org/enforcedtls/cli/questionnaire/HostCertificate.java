package org.enforcedtls.cli.questionnaire;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.enforcedtls.outcome.CertificateEvidence;

/**
 * The certificate that a host shows at an address. Immutable.
 *
 * @param commonName without {@code CN=}
 * @param notAfter its last instant, in ISO 8601
 * @param sha256 64 hexadecimal digits
 */
record HostCertificate(Answer commonName, Answer notAfter, Answer sha256) {
  private static final int MAX_NAMES = 5;
  private static final DateTimeFormatter FORM_DATE =
      DateTimeFormatter.ofPattern("uu:MM:dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  static HostCertificate missing(String why) {
    return new HostCertificate(Answer.missing(why), Answer.missing(why), Answer.missing(why));
  }

  static HostCertificate of(CertificateEvidence leaf) {
    List<String> names = leaf.commonNames();
    Optional<String> only = names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    return new HostCertificate(
        Answer.of(only, whyNoCommonName(leaf)),
        Answer.of(leaf.notAfter().toString()),
        Answer.of(leaf.sha256()));
  }

  private static String whyNoCommonName(CertificateEvidence leaf) {
    String names =
        leaf.names().stream().limit(MAX_NAMES).map(Object::toString).collect(joining(", "));
    return "the certificate has "
        + (leaf.commonNames().isEmpty() ? "no common name (CN)" : "several common names (CN)")
        + ", its names are "
        + (names.isEmpty() ? "not readable" : names);
  }

  /**
   * In the form that the form wants: {@code host., IP: a.b.c.d CN=host Valid until YY:MM:DD}.
   *
   * @param place of the host, with an address
   */
  Answer line(MxPlace place) {
    String where = place.mxHost() + "., IP: " + place.address().words();
    if (place.address().isMissing() || notAfter.isMissing()) {
      return Answer.missing(where + ": " + notAfter.words());
    }
    String until = FORM_DATE.format(Instant.parse(notAfter.words()));
    return commonName.isMissing()
        ? Answer.missing(where + " Valid until " + until + ": " + commonName.words())
        : Answer.of(where + " CN=" + commonName.words() + " Valid until " + until);
  }
}
