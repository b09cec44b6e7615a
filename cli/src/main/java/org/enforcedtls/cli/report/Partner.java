package org.enforcedtls.cli.report;

import java.util.Optional;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.preflight.Readiness;

/**
 * A domain on the page. Immutable.
 *
 * @param number its place, from 1; ids are made of it, never of a name
 * @param readiness what was found
 */
record Partner(int number, Readiness readiness) {
  String id() {
    return "partner-" + number;
  }

  PolicyDecision decision() {
    return readiness.preflight().decision();
  }

  String domain() {
    return decision().recipientDomain().toString();
  }

  State state() {
    return State.of(readiness);
  }

  Optional<PolicyEvidence> policy() {
    return decision().policy().map(PolicyEvidence::of);
  }

  Optional<String> contact() {
    return policy().flatMap(PolicyEvidence::contact);
  }
}
