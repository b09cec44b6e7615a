package org.enforcedtls.internal.route;

import java.util.Locale;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;

/** Says of a look-up why it has no answer. */
final class DnsCauses {
  private DnsCauses() {}

  static Cause unavailable(String what, Domain name, DnsAnswer.LookupFailed<?> failed) {
    return Cause.of(
            CauseCode.DNS_UNAVAILABLE,
            "no answer for the " + what + " records of " + name + ": " + failed.detail())
        .withEvidence("name", name.toString())
        .withEvidence("fault", failed.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
