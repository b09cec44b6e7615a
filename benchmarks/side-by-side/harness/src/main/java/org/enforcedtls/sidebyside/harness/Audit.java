package org.enforcedtls.sidebyside.harness;

import java.io.IOException;

/**
 * Holds what a peer claims against what the sink has counted.
 *
 * @param work what was to be sent
 * @param isOfNewHosts whether each host was met once, so that no TLS session can be resumed
 */
record Audit(Work work, boolean isOfNewHosts) {
  void check(Fields claimed, Fields counted) throws IOException {
    double sent = claimed.number("warmUp") + claimed.number("messages");
    require("counted messages", work.counted(), claimed.number("messages"));
    require("messages at the sink", sent, counted.number("messages"));
    require("recipients at the sink", sent * work.recipients(), counted.number("recipients"));
    require("refused commands", 0, counted.number("refused"));
    require("failed handshakes", 0, counted.number("failedHandshakes"));
    double least = sent * work.octets() * 0.98; // base64 and line lengths do not come out even
    if (counted.number("octets") < least) {
      throw new IOException(
          "expected at least " + least + " octets at the sink, found " + counted.number("octets"));
    }
    if (isOfNewHosts) {
      require("resumed handshakes", 0, counted.number("resumedHandshakes"));
    }
  }

  private static void require(String what, double expected, double found) throws IOException {
    if (expected != found) {
      throw new IOException("expected " + what + " " + expected + ", found " + found);
    }
  }
}
