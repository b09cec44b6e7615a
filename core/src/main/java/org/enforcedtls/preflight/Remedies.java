package org.enforcedtls.preflight;

import org.enforcedtls.outcome.CauseCode;

/** What to do about what stops mail. */
final class Remedies {
  private Remedies() {}

  static String of(CauseCode code) {
    return switch (code) {
      case POLICY_UNAVAILABLE ->
          "see what is wrong with the policy source; mail is held until then";
      case DNS_NOT_FOUND -> "check the spelling of the domain; if it is right, call the partner";
      case DNS_UNAVAILABLE -> "check the resolver, then the name servers of the domain";
      case DNS_BOGUS -> "have the zone signed anew; if only you see it, suspect the way there";
      case NULL_MX -> "ask for another domain: this one says that it takes no mail";
      case NO_ADDRESS ->
          "have the partner give the host an address, or take it out of the MX records";
      case ADDRESS_REFUSED ->
          "compare the address with the registered one; allow its range if it is meant to be inside";
      case MX_NOT_IN_POLICY ->
          "ask the partner whether the host is theirs; if so, add it to the row before enforcing";
      case MX_NOT_AUTHENTICATED ->
          "list the hosts in a row, or ask the partner for DNSSEC or MTA-STS: REQUIRETLS needs it";
      case TLSA_UNAVAILABLE ->
          "have the name servers of the host answer questions for TLSA records";
      case MAIL_LOOP -> "the domain is our own: deliver it locally, or correct its MX records";
      case CANCELLED, DEADLINE_EXCEEDED -> "check again, with more time";
      case CONNECT_FAILED ->
          "check the way to port 25 of the host, firewalls on both sides included";
      case CONNECTION_LOST, TIMED_OUT -> "check again; if it stays so, call those who run the host";
      case PROTOCOL_VIOLATION -> "have the host looked at: what it says is not SMTP";
      case GREETING_REJECTED, EHLO_REJECTED ->
          "ask why the host refuses us: our address, its PTR record or our EHLO name";
      case STARTTLS_NOT_OFFERED ->
          "have STARTTLS turned on; if it is on, something between strips it";
      case STARTTLS_REFUSED -> "have the host's TLS looked at: it offers STARTTLS and refuses it";
      case STARTTLS_INJECTION -> "treat it as an attack: somebody writes into the connection";
      case TLS_HANDSHAKE_FAILED ->
          "compare protocol versions and cipher suites of the host with those that the policy admits";
      case PROTOCOL_BELOW_FLOOR -> "have TLSv1.2 or later turned on";
      case CIPHER_BELOW_FLOOR -> "have one of the suites turned on that the policy admits";
      case TLSA_MISMATCH ->
          "have the TLSA records and the certificate of the host brought together";
      case CERTIFICATE_UNTRUSTED ->
          "have the whole chain sent, up to an approved CA; or approve the CA";
      case CERTIFICATE_ISSUER_NOT_APPROVED ->
          "ask whether the CA has changed; then change the issuers of the row";
      case CERTIFICATE_EXPIRED -> "have the certificate renewed now";
      case CERTIFICATE_NOT_YET_VALID -> "check the clocks; then have the certificate issued anew";
      case CERTIFICATE_NAME_MISMATCH ->
          "have a certificate installed that names the host; or register the name that it has";
      case CERTIFICATE_REVOKED ->
          "ask why it was revoked, and for a new certificate with a new key";
      case REVOCATION_UNKNOWN ->
          "have OCSP stapling turned on, or ask the CA where its answers are";
      case CERTIFICATE_WEAK_KEY, CERTIFICATE_WEAK_SIGNATURE, CERTIFICATE_UNSUITABLE ->
          "ask for a new certificate, meant for servers, with RSA of 2048 bits or ECDSA, and SHA-256";
      case REQUIRETLS_UNSUPPORTED -> "send without REQUIRETLS, or ask the partner for it";
      case SMTPUTF8_UNSUPPORTED, EIGHTBIT_UNSUPPORTED, SIZE_EXCEEDED, CONTENT_REFUSED ->
          "change the message";
      case REPLY_TRANSIENT, REPLY_PERMANENT -> "read what the host says, and call the partner";
    };
  }
}
