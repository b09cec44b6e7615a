/** A durable queue in front of delivery. */
module org.enforcedtls.queue {
  requires transitive java.sql;
  requires transitive org.enforcedtls.core;
  requires com.zaxxer.hikari;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static org.checkerframework.checker.qual;
  requires static transitive org.jspecify;

  exports org.enforcedtls.queue;
  exports org.enforcedtls.queue.entry;
  exports org.enforcedtls.queue.notice;
  exports org.enforcedtls.queue.schedule;
}
