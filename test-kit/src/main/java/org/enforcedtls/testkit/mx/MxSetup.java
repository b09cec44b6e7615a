package org.enforcedtls.testkit.mx;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted MX is like apart from its scripts. Immutable.
 *
 * @param hostName that it gives for itself
 * @param capabilities in clear
 * @param capabilitiesInTls inside TLS
 * @param tls null if it cannot do TLS
 * @param delayEach before each reply
 * @param recordLimitOctets how much of each kind is kept for each connection
 */
record MxSetup(
    String hostName,
    List<String> capabilities,
    List<String> capabilitiesInTls,
    @Nullable TlsSetup tls,
    Duration delayEach,
    long recordLimitOctets) {
  MxSetup {
    capabilities = List.copyOf(capabilities);
    capabilitiesInTls = List.copyOf(capabilitiesInTls);
  }

  String defaultReply(Cue cue) {
    return switch (cue) {
      case EHLO -> ehlo(capabilities);
      case EHLO_TLS -> ehlo(capabilitiesInTls);
      case STARTTLS ->
          tls == null ? "502 5.5.1 command not implemented\r\n" : cue.defaultReply(hostName);
      default -> cue.defaultReply(hostName);
    };
  }

  private String ehlo(List<String> keywords) {
    StringBuilder reply = new StringBuilder();
    String line = hostName;
    for (String keyword : keywords) {
      reply.append("250-").append(line).append("\r\n");
      line = keyword;
    }
    return reply.append("250 ").append(line).append("\r\n").toString();
  }
}
