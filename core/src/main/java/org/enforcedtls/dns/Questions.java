package org.enforcedtls.dns;

import java.util.concurrent.CompletableFuture;
import org.enforcedtls.internal.time.Deadline;
import org.xbill.DNS.Record;

/** Answers one question, without following CNAMEs. Never blocks. Safe for several threads. */
interface Questions {
  /** Never completes exceptionally for what the network does. */
  CompletableFuture<Response> ask(Record question, Deadline deadline);
}
