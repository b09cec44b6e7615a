package org.enforcedtls.tls;

import java.util.List;

/**
 * What to offer in a handshake, by the names of the TLS engine. Immutable.
 *
 * @param protocolNames newest first
 * @param suiteNames in order of preference
 * @param groups in order of preference; empty for those that the engine likes
 */
public record ChannelOffer(
    List<String> protocolNames, List<String> suiteNames, List<HybridGroup> groups) {
  /**
   * Copies.
   *
   * @param protocolNames newest first
   * @param suiteNames in order of preference
   * @param groups in order of preference; empty for those that the engine likes
   */
  public ChannelOffer {
    protocolNames = List.copyOf(protocolNames);
    suiteNames = List.copyOf(suiteNames);
    groups = List.copyOf(groups);
  }
}
