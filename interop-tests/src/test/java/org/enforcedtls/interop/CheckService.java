package org.enforcedtls.interop;

import java.util.Map;

/** What Postfix can be told to be, other than a good MX host. */
enum CheckService {
  GOOD(Map.of()),
  AS_SHIPPED(Map.of("smtpd_tls_protocols", ">=TLSv1", "smtpd_tls_exclude_ciphers", "")),
  NO_STARTTLS(Map.of("smtpd_tls_security_level", "none")),
  /** It offers STARTTLS all the same. */
  NO_CERTIFICATE(Map.of("smtpd_tls_chain_files", "/nowhere", "tls_server_sni_maps", "")),
  /** It offers STARTTLS, and then cannot set it up. */
  BROKEN_TLS(Map.of("smtpd_tls_CAfile", "/nowhere")),
  OLD_TLS(Map.of("smtpd_tls_protocols", "TLSv1.1", "tls_medium_cipherlist", "ALL:@SECLEVEL=0")),
  OLD_TLS_TOO(Map.of("smtpd_tls_protocols", ">=TLSv1", "tls_medium_cipherlist", "ALL:@SECLEVEL=0")),
  NULL_SUITES(suites("NULL")),
  ANONYMOUS_SUITES(suites("AECDH:ADH")),
  /** With a good suite beside. */
  NULL_SUITES_TOO(suites("ECDHE-RSA-AES128-GCM-SHA256:NULL-SHA256")),
  WEAKER_SUITES(suites("ECDHE-RSA-AES128-SHA")),
  REJECTING(atOnce("smtpd_client_restrictions", "reject")),
  BUSY(atOnce("smtpd_client_restrictions", "check_client_access static:{421 4.3.2 too busy}")),
  SILENT(atOnce("smtpd_client_restrictions", "sleep 60")),
  NO_EHLO(atOnce("smtpd_helo_restrictions", "reject"));

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
  private final Map<String, String> settings;

  CheckService(Map<String, String> settings) {
    this.settings = settings;
  }

  private static Map<String, String> suites(String names) {
    return Map.of(
        "smtpd_tls_protocols", "TLSv1.2",
        "smtpd_tls_exclude_ciphers", "",
        "tls_medium_cipherlist", names + ":@SECLEVEL=0");
  }

  /** Usually Postfix says no only when it knows the recipient. */
  private static Map<String, String> atOnce(String restriction, String value) {
    return Map.of("smtpd_delay_reject", "no", restriction, value);
  }

  Map<String, String> settings() {
    return settings;
  }
}
