package org.enforcedtls.sidebyside.harness;

import java.util.List;

/**
 * What a peer has to send: see {@code Load} of the contract.
 *
 * @param domains recipient domains
 * @param messages to each that count
 * @param warmUp messages before
 * @param workers at the same time
 * @param recipients of each message
 * @param octets of each message
 */
record Work(int domains, int messages, int warmUp, int workers, int recipients, int octets) {
  int counted() {
    return domains * messages;
  }

  /** Domains of its own for the warm-up, so that the counted ones are met for the first time. */
  int warmUpDomains() {
    return domains == 1 ? 0 : (warmUp + messages - 1) / messages;
  }

  /** Messages of the warm-up. */
  int warmed() {
    return domains == 1 ? warmUp : warmUpDomains() * messages;
  }

  /** Fewer messages, for a quick look. Where one is enough already it stays. */
  Work scaled(double factor) {
    boolean isOneDomain = domains == 1;
    return new Work(
        isOneDomain ? 1 : scaled(domains, factor),
        isOneDomain ? scaled(messages, factor) : messages,
        warmUp == 0 ? 0 : scaled(warmUp, factor),
        workers,
        recipients,
        octets);
  }

  private static int scaled(int number, double factor) {
    return number == 1 ? 1 : (int) Math.max(2, Math.round(number * factor));
  }

  List<String> arguments() {
    return List.of(
        "--domains",
        Integer.toString(domains),
        "--messages",
        Integer.toString(messages),
        "--warm-up",
        Integer.toString(warmUp),
        "--workers",
        Integer.toString(workers),
        "--recipients",
        Integer.toString(recipients),
        "--octets",
        Integer.toString(octets));
  }
}
