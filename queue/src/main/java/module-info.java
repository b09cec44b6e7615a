/** A durable queue for mail: retry, hold, expiry, notices to the sender. */
module org.enforcedtls.queue {
  requires transitive org.enforcedtls.core;
  requires static org.jspecify;

  exports org.enforcedtls.queue.notice;
  exports org.enforcedtls.queue.schedule;
}
