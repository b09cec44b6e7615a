package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.internal.text.ForeignText;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;

/**
 * What a resolver, or the validation in this process, says of a failure beside its rcode (RFC 8914
 * §2). Not authenticated: for people, and never a reason to trust more. Immutable.
 *
 * @param code as registered, such as 7
 * @param purpose the registered words, such as {@code SIGNATURE_EXPIRED}; the number where there
 *     are none
 * @param text what was added for people, one line; possibly empty
 */
public record ExtendedDnsError(int code, String purpose, String text) {
  /** RFC 8914 §4: the codes that say that signatures, keys or proofs are wrong or missing. */
  private static final Set<Integer> OF_DNSSEC =
      Set.of(
          ExtendedErrorCodeOption.DNSSEC_INDETERMINATE,
          ExtendedErrorCodeOption.DNSSEC_BOGUS,
          ExtendedErrorCodeOption.SIGNATURE_EXPIRED,
          ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID,
          ExtendedErrorCodeOption.DNSKEY_MISSING,
          ExtendedErrorCodeOption.RRSIGS_MISSING,
          ExtendedErrorCodeOption.NO_ZONE_KEY_BIT_SET,
          ExtendedErrorCodeOption.NSEC_MISSING);

  /**
   * Checks for null.
   *
   * @param code as registered
   * @param purpose the registered words
   * @param text what was added for people
   */
  public ExtendedDnsError {
    requireNonNull(purpose, "purpose");
    requireNonNull(text, "text");
  }

  /** The errors of a message, the first 8 of them. */
  static List<ExtendedDnsError> of(Message message) {
    OPTRecord opt = message.getOPT();
    return opt == null
        ? List.of()
        : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
            .limit(8)
            .flatMap(option -> read(option).stream())
            .toList();
  }

  private static Optional<ExtendedDnsError> read(EDNSOption option) {
    if (!(option instanceof ExtendedErrorCodeOption error)) {
      return Optional.empty();
    }
    String text = error.getText();
    return Optional.of(
        new ExtendedDnsError(
            error.getErrorCode(),
            ExtendedErrorCodeOption.text(error.getErrorCode()),
            text == null ? "" : ForeignText.of(text)));
  }

  ExtendedDnsError withoutText() {
    return new ExtendedDnsError(code, purpose, "");
  }

  /**
   * Whether it says that signatures, keys or proofs are wrong or missing.
   *
   * @return true if the data is bogus, as opposed to not to be had
   */
  public boolean isOfDnssec() {
    return OF_DNSSEC.contains(code);
  }

  /** The words, and the text in brackets. */
  @Override
  public String toString() {
    return text.isEmpty() ? purpose : purpose + " (" + text + ")";
  }
}
