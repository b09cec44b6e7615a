package org.enforcedtls.internal.route;

import java.util.Locale;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer.LookupFailed;
import org.enforcedtls.dns.LookupFault;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.policy.dane.HostDane;

/** Says of a look-up why it has no answer. */
final class DnsCauses {
  private DnsCauses() {}

  static Cause unavailable(String what, Domain name, LookupFailed<?> failed) {
    CauseCode code =
        failed.fault() == LookupFault.BOGUS ? CauseCode.DNS_BOGUS : CauseCode.DNS_UNAVAILABLE;
    return of(code, what, name.toString(), failed);
  }

  /** A host whose TLSA records nobody can tell of is not used (RFC 7672 §2.1.2). */
  static Cause tlsaUnavailable(HostDane.Unavailable unavailable) {
    LookupFailed<?> failed = unavailable.failure();
    CauseCode code =
        failed.fault() == LookupFault.BOGUS ? CauseCode.DNS_BOGUS : CauseCode.TLSA_UNAVAILABLE;
    String name = UnderscoredName.ofSmtp(unavailable.tlsaBaseDomain()).toString();
    return of(code, "TLSA", name, failed);
  }

  private static Cause of(CauseCode code, String what, String name, LookupFailed<?> failed) {
    Cause cause =
        Cause.of(code, "no answer for the " + what + " records of " + name + ": " + failed.detail())
            .withEvidence("name", name)
            .withEvidence(
                "fault", failed.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return failed.extendedErrors().isEmpty()
        ? cause
        : cause.withEvidence(
            "extendedError",
            failed.extendedErrors().stream()
                .map(error -> String.valueOf(error.code()))
                .collect(Collectors.joining(" ")));
  }
}
