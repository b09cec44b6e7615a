/** SMTP TLS reports (RFC 8460): counted, sent and read. */
module org.enforcedtls.reporting {
  requires transitive org.enforcedtls.core;
  requires transitive java.sql;
  requires com.fasterxml.jackson.databind;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static org.checkerframework.checker.qual;
  requires static transitive org.jspecify;

  exports org.enforcedtls.reporting.count;
  exports org.enforcedtls.reporting.report;
  exports org.enforcedtls.reporting.sending;
  exports org.enforcedtls.reporting.store;
}
