package org.enforcedtls.preflight;

import java.util.Locale;
import org.enforcedtls.outcome.Party;

/** What a preflight warns of though mail would leave. */
public enum Advice {
  /** A host that a row lists is no MX host of the domain any more. */
  MX_GONE(Party.PARTNER, "ask whether the host is gone for good; then take it out of the row"),
  /** The hosts are preferred in another order than the row lists them in. */
  MX_ORDER_CHANGED(
      Party.PARTNER, "ask whether the change is meant; then list the hosts in the new order"),
  /** A host has an address that is not registered. */
  ADDRESS_NOT_REGISTERED(
      Party.PARTNER, "ask whether the address is theirs; then add it to the row"),
  /** A host has no longer an address that is registered. */
  ADDRESS_GONE(Party.PARTNER, "ask whether the address is gone for good; then take it out"),
  /** A certificate of the path is about to expire. */
  CERTIFICATE_EXPIRES_SOON(
      Party.PARTNER, "ask for a new certificate, and whether its name or CA will be another"),
  /** A certificate of the path expires so soon that somebody has to act today. */
  CERTIFICATE_EXPIRES_VERY_SOON(
      Party.PARTNER, "call today: once it has expired no mail leaves; ask for the new certificate"),
  /** The certificate has another common name than the one that is registered. */
  COMMON_NAME_CHANGED(
      Party.PARTNER, "ask whether the change is meant; then register the new common name"),
  /** The cipher suite is admitted, and weaker than recommended. */
  CIPHER_BELOW_RECOMMENDED(
      Party.PARTNER, "ask for TLSv1.3, or suites with AEAD and forward secrecy"),
  /** The host would take a version of TLS that is not to be used. */
  WEAK_PROTOCOL_ACCEPTED(
      Party.PARTNER, "ask for TLSv1 and TLSv1.1 to be turned off; our mail does not use them"),
  /** The host would take a suite below the floor. */
  WEAK_CIPHER_ACCEPTED(
      Party.PARTNER, "ask for the suite to be turned off; our mail does not use it"),
  /** Nothing proves that the domain names the host. */
  MX_NAME_UNPROVED(
      Party.OURS,
      "list the hosts in a row of the partner table, or use DANE or MTA-STS if the domain has it"),
  /** The host has TLSA records, and none of them counts. */
  TLSA_UNUSABLE(Party.PARTNER, "ask for TLSA records of the kinds 3 1 1 or 2 1 1"),
  /** The EHLO name is a single label. */
  EHLO_NAME_NOT_QUALIFIED(Party.OURS, "set the fully qualified name of this host as EHLO name"),
  /** The EHLO name has no address. */
  EHLO_NAME_WITHOUT_ADDRESS(
      Party.OURS, "give the EHLO name address records: many hosts refuse mail without"),
  /** The EHLO name is a CNAME. */
  EHLO_NAME_IS_ALIAS(Party.OURS, "use the name that it stands for, or give it address records"),
  /** Mail is sent from an address that the EHLO name does not have. */
  SENDING_ADDRESS_NOT_OF_EHLO_NAME(
      Party.OURS, "add the address to the records of the EHLO name, or send from one that it has"),
  /** An address that mail is sent from has no PTR record. */
  PTR_MISSING(
      Party.OURS,
      "have who provides the address set its PTR record: many hosts refuse mail without"),
  /** No name of the address leads back to it. */
  PTR_NOT_CONFIRMED(
      Party.OURS, "give the name of the address an address record, or have the PTR record changed"),
  /** The names of the address are not the EHLO name. */
  PTR_OTHER_THAN_EHLO_NAME(Party.OURS, "use the name of the address as EHLO name, or the reverse"),
  /** The DNS does not tell who this host is. */
  SENDER_UNKNOWN(Party.DNS, "check the resolver, then the name servers of this host's domain"),
  /** A policy that is only observed would stop the mail. */
  OBSERVED_WOULD_FAIL(
      Party.OURS, "mend the row or have the partner mend the host before the row is enforced");

  private final Party party;
  private final String remedy;

  Advice(Party party, String remedy) {
    this.party = party;
    this.remedy = remedy;
  }

  /**
   * The word for it in reports; it never changes.
   *
   * @return such as {@code certificate-expires-soon}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finding at(Finding.Place place, String text) {
    return new Finding(code(), Severity.WARNING, place, text, remedy, party);
  }
}
