package org.enforcedtls.internal.delivery;

import java.util.Optional;
import org.enforcedtls.internal.session.Capabilities;
import org.enforcedtls.internal.session.RequireTls;
import org.enforcedtls.internal.session.TransactionRequest;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;

/**
 * What a message needs and a host does not offer; another host may. Immutable.
 *
 * @param status of class 5, which counts only if every host falls short
 * @param cause what is missing
 */
record Shortfall(String status, Cause cause) {

  static Optional<Shortfall> of(Capabilities offered, TransactionRequest request) {
    ContentSurvey survey = request.survey();
    if (request.requireTls() == RequireTls.NEEDED && !offered.offersRequireTls()) {
      return missing("5.7.30", CauseCode.REQUIRETLS_UNSUPPORTED, "REQUIRETLS");
    }
    if (request.needsSmtpUtf8() && !offered.offersSmtpUtf8()) {
      return missing("5.6.7", CauseCode.SMTPUTF8_UNSUPPORTED, "SMTPUTF8");
    }
    if (survey.hasEightBit() && !offered.offersEightBitMime()) {
      return missing("5.6.3", CauseCode.EIGHTBIT_UNSUPPORTED, "8BITMIME");
    }
    long limit = offered.sizeLimitOctets().orElse(Long.MAX_VALUE);
    if (survey.sizeOctets() > limit) {
      return Optional.of(
          new Shortfall(
              "5.3.4",
              Cause.of(
                  CauseCode.SIZE_EXCEEDED,
                  "expected at most "
                      + limit
                      + " octets, which the host takes, found "
                      + survey.sizeOctets())));
    }
    return Optional.empty();
  }

  private static Optional<Shortfall> missing(String status, CauseCode code, String keyword) {
    String text =
        "expected " + keyword + " in the reply to EHLO, which the message needs, found none";
    return Optional.of(new Shortfall(status, Cause.of(code, text)));
  }

  Verdict verdict() {
    return Verdict.permanentAtHost(status, cause);
  }
}
