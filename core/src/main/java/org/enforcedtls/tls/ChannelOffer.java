package org.enforcedtls.tls;

import java.util.List;

/**
 * What to offer in a handshake, by the names of the TLS engine. Immutable.
 *
 * @param protocolNames newest first
 * @param suiteNames in order of preference
 */
public record ChannelOffer(List<String> protocolNames, List<String> suiteNames) {
  /**
   * Copies.
   *
   * @param protocolNames newest first
   * @param suiteNames in order of preference
   */
  public ChannelOffer {
    protocolNames = List.copyOf(protocolNames);
    suiteNames = List.copyOf(suiteNames);
  }

  /**
   * Whether there is nothing that both the requirement and the engine admit.
   *
   * @return true if no handshake could succeed
   */
  public boolean isEmpty() {
    return protocolNames.isEmpty() || suiteNames.isEmpty();
  }
}
