package org.enforcedtls.outcome;

import java.util.Arrays;
import java.util.Locale;

/**
 * Why something failed: a stable word for programs and people, and whom to talk to.
 *
 * <p>The codes stand in the order of a delivery: the later one, the further the delivery got.
 */
public enum CauseCode {
  /** A policy source cannot tell what the policy is. */
  POLICY_UNAVAILABLE(Party.OURS),
  /** The recipient domain does not exist. */
  DNS_NOT_FOUND(Party.DNS),
  /** The DNS gave no usable answer. */
  DNS_UNAVAILABLE(Party.DNS),
  /** What the DNS gave has no valid signature: it is forged, or the zone is broken. */
  DNS_BOGUS(Party.DNS),
  /** The recipient domain says that it takes no mail (RFC 7505 §3). */
  NULL_MX(Party.PARTNER),
  /** No MX host has an address. */
  NO_ADDRESS(Party.DNS),
  /** An address points inwards, or is not one that the policy binds the host to. */
  ADDRESS_REFUSED(Party.DNS),
  /** The MX host is not one that the policy admits. */
  MX_NOT_IN_POLICY(Party.PARTNER),
  /**
   * The message needs REQUIRETLS, and nothing proves that the recipient domain wants the MX host.
   */
  MX_NOT_AUTHENTICATED(Party.PARTNER),
  /** Nobody could tell whether the MX host has TLSA records, so it may not be used. */
  TLSA_UNAVAILABLE(Party.DNS),
  /** The best MX host is this host itself. */
  MAIL_LOOP(Party.OURS),
  /** The delivery was cancelled, or broken off by an exception of the caller's own code. */
  CANCELLED(Party.OURS),
  /** The delivery as a whole took longer than its deadline. */
  DEADLINE_EXCEEDED(Party.NETWORK),
  /** No TCP connection came about. */
  CONNECT_FAILED(Party.NETWORK),
  /** The connection ended in the middle of the dialogue. */
  CONNECTION_LOST(Party.NETWORK),
  /** A step of the dialogue took longer than its time-out. */
  TIMED_OUT(Party.NETWORK),
  /** What the host sent is not SMTP. */
  PROTOCOL_VIOLATION(Party.PARTNER),
  /** The host's first reply was a refusal. */
  GREETING_REJECTED(Party.PARTNER),
  /** The host refused EHLO. */
  EHLO_REJECTED(Party.PARTNER),
  /** The host does not offer STARTTLS, or somebody stripped the offer. */
  STARTTLS_NOT_OFFERED(Party.PARTNER),
  /** The host offers STARTTLS and refused it. */
  STARTTLS_REFUSED(Party.PARTNER),
  /** Octets in clear followed the reply to STARTTLS: an attack on the dialogue. */
  STARTTLS_INJECTION(Party.NETWORK),
  /** The TLS handshake failed. */
  TLS_HANDSHAKE_FAILED(Party.PARTNER),
  /** The TLS protocol version is below what the policy demands. */
  PROTOCOL_BELOW_FLOOR(Party.PARTNER),
  /** The cipher suite is not one that the policy admits. */
  CIPHER_BELOW_FLOOR(Party.PARTNER),
  /** The certificate is not one that the TLSA records of the host announce. */
  TLSA_MISMATCH(Party.PARTNER),
  /** The certificate does not end in an approved CA. */
  CERTIFICATE_UNTRUSTED(Party.PARTNER),
  /** The CA is known, and not one of those that the policy approves. */
  CERTIFICATE_ISSUER_NOT_APPROVED(Party.PARTNER),
  /** A certificate of the path is past its last day. */
  CERTIFICATE_EXPIRED(Party.PARTNER),
  /** A certificate of the path is before its first day. */
  CERTIFICATE_NOT_YET_VALID(Party.PARTNER),
  /** The certificate does not name the MX host. */
  CERTIFICATE_NAME_MISMATCH(Party.PARTNER),
  /** A certificate of the path was revoked. */
  CERTIFICATE_REVOKED(Party.PARTNER),
  /** There is no valid answer whether the certificate was revoked, and one is demanded. */
  REVOCATION_UNKNOWN(Party.PARTNER),
  /** A key of the path is too short. */
  CERTIFICATE_WEAK_KEY(Party.PARTNER),
  /** A certificate of the path is signed with a broken algorithm. */
  CERTIFICATE_WEAK_SIGNATURE(Party.PARTNER),
  /** A certificate of the path may not be used for this, or is malformed. */
  CERTIFICATE_UNSUITABLE(Party.PARTNER),
  /** The message needs REQUIRETLS, which the host does not offer. */
  REQUIRETLS_UNSUPPORTED(Party.PARTNER),
  /** An address or header field needs SMTPUTF8, which the host does not offer. */
  SMTPUTF8_UNSUPPORTED(Party.PARTNER),
  /** The content needs 8BITMIME, which the host does not offer. */
  EIGHTBIT_UNSUPPORTED(Party.PARTNER),
  /** The message is larger than the host takes. */
  SIZE_EXCEEDED(Party.MESSAGE),
  /** The host refused for now, with a reply of class 4. */
  REPLY_TRANSIENT(Party.PARTNER),
  /** The host refused for good, with a reply of class 5. */
  REPLY_PERMANENT(Party.PARTNER),
  /** The content may not leave as it is, or could not be read. */
  CONTENT_REFUSED(Party.MESSAGE);

  private final Party party;

  CauseCode(Party party) {
    this.party = party;
  }

  /**
   * The word for it in reports; it never changes.
   *
   * @return such as {@code certificate-expired}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whom to talk to, unless the cause itself says otherwise.
   *
   * @return the party
   */
  public Party party() {
    return party;
  }

  /**
   * Finds a cause code by its word.
   *
   * @param code such as {@code certificate-expired}
   * @return the cause code
   * @throws IllegalArgumentException if there is no such code
   */
  public static CauseCode of(String code) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no cause code \"" + code + "\""));
  }
}
