/** Sends mail straight to MX hosts, only over TLS that meets the policy of the recipient domain. */
module org.enforcedtls.core {
  requires java.naming;
  requires transitive java.sql;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.dnsjava;
  requires org.slf4j;
  requires static org.bouncycastle.tls;
  requires static org.conscrypt;
  requires static org.jspecify;

  exports org.enforcedtls;
  exports org.enforcedtls.address;
  exports org.enforcedtls.dialogue;
  exports org.enforcedtls.dns;
  exports org.enforcedtls.message;
  exports org.enforcedtls.monitor;
  exports org.enforcedtls.observe;
  exports org.enforcedtls.outcome;
  exports org.enforcedtls.policy;
  exports org.enforcedtls.policy.dane;
  exports org.enforcedtls.policy.mtasts;
  exports org.enforcedtls.policy.partner;
  exports org.enforcedtls.preflight;
  exports org.enforcedtls.reply;
  exports org.enforcedtls.tls;
  exports org.enforcedtls.trust;
}
