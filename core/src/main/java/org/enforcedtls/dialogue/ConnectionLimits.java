package org.enforcedtls.dialogue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many connections a client has to one MX host at once, and how long it keeps one for the next
 * message.
 *
 * <p>A connection is only ever used again under the same policy, for the same MX host at the same
 * address. Immutable.
 */
public final class ConnectionLimits {
  private static final ConnectionLimits DEFAULTS =
      new ConnectionLimits(10, 1000, 1, Duration.ofSeconds(5), Duration.ofMinutes(5));
  private static final int MAX_COUNT = 100_000;
  private static final int MAX_IN_FLIGHT = 100;

  private final int maxPerHost;
  private final int maxMessages;
  private final int maxMessagesInFlight;
  private final Duration maxIdle;
  private final Duration maxAge;

  private ConnectionLimits(
      int maxPerHost, int maxMessages, int maxMessagesInFlight, Duration maxIdle, Duration maxAge) {
    this.maxPerHost = maxPerHost;
    this.maxMessages = maxMessages;
    this.maxMessagesInFlight = maxMessagesInFlight;
    this.maxIdle = maxIdle;
    this.maxAge = maxAge;
  }

  /**
   * At most 10 connections to an address of a host, 1,000 messages on each, one after the other, 5
   * s without mail and 5 min in all.
   *
   * @return the limits that count unless others are set
   */
  public static ConnectionLimits defaults() {
    return DEFAULTS;
  }

  /**
   * The same limits with another number of connections.
   *
   * @param connections to one address of an MX host at once, those at rest included; 1 to 100,000.
   *     Who wants one more waits, first come first served
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public ConnectionLimits withMaxPerHost(int connections) {
    return new ConnectionLimits(
        inRange("maxPerHost", connections), maxMessages, maxMessagesInFlight, maxIdle, maxAge);
  }

  /**
   * The same limits with another number of messages.
   *
   * @param messages on one connection, 1 to 100,000; 1 keeps no connection. A host that names a
   *     lower limit (RFC 9422 §4) is obeyed
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public ConnectionLimits withMaxMessages(int messages) {
    return new ConnectionLimits(
        maxPerHost, inRange("maxMessages", messages), maxMessagesInFlight, maxIdle, maxAge);
  }

  /**
   * The same limits with another number of messages that {@code deliverAll} sends on a connection
   * before the host has answered the first of them. It takes effect with hosts that offer
   * PIPELINING and CHUNKING, and for contents that together have at most 64 KiB; all others go one
   * by one.
   *
   * <p><b>What more than 1 costs.</b> If the connection breaks, not one message may be in doubt but
   * all in flight, and whoever sends those again may send as many twice. A host that sends one
   * reply too many, against RFC 2920, leaves all of them in doubt too.
   *
   * @param messages 1 to 100; 1 waits for the word on each message before the next is sent
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public ConnectionLimits withMaxMessagesInFlight(int messages) {
    if (messages < 1 || messages > MAX_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "maxMessagesInFlight must be 1 to " + MAX_IN_FLIGHT + ", not " + messages);
    }
    return new ConnectionLimits(maxPerHost, maxMessages, messages, maxIdle, maxAge);
  }

  /**
   * The same limits with another time at rest.
   *
   * @param idle how long a connection is kept without mail, over 0 and at most 5 min, after which
   *     hosts may close it (RFC 5321 §4.5.3.2.7)
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public ConnectionLimits withMaxIdle(Duration idle) {
    return new ConnectionLimits(
        maxPerHost,
        maxMessages,
        maxMessagesInFlight,
        inRange("maxIdle", idle, Duration.ofMinutes(5)),
        maxAge);
  }

  /**
   * The same limits with another age.
   *
   * @param age after which no further message begins on a connection, over 0 and at most 1 h:
   *     certificates are judged in the handshake, so that this is how old a judgement can get
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public ConnectionLimits withMaxAge(Duration age) {
    return new ConnectionLimits(
        maxPerHost,
        maxMessages,
        maxMessagesInFlight,
        maxIdle,
        inRange("maxAge", age, Duration.ofHours(1)));
  }

  private static int inRange(String name, int value) {
    if (value < 1 || value > MAX_COUNT) {
      throw new IllegalArgumentException(name + " must be 1 to " + MAX_COUNT + ", not " + value);
    }
    return value;
  }

  private static Duration inRange(String name, Duration value, Duration atMost) {
    requireNonNull(value, name);
    if (value.isNegative() || value.isZero() || value.compareTo(atMost) > 0) {
      throw new IllegalArgumentException(
          name + " must be over 0 and at most " + atMost + ", not " + value);
    }
    return value;
  }

  /**
   * How many connections there may be to one address of an MX host.
   *
   * @return 1 to 100,000
   */
  public int maxPerHost() {
    return maxPerHost;
  }

  /**
   * How many messages may be sent on one connection.
   *
   * @return 1 to 100,000
   */
  public int maxMessages() {
    return maxMessages;
  }

  /**
   * How many messages are sent on a connection before the first is answered.
   *
   * @return 1 to 100
   */
  public int maxMessagesInFlight() {
    return maxMessagesInFlight;
  }

  /**
   * How long a connection is kept without mail.
   *
   * @return over 0
   */
  public Duration maxIdle() {
    return maxIdle;
  }

  /**
   * After how long no further message begins on a connection.
   *
   * @return over 0
   */
  public Duration maxAge() {
    return maxAge;
  }
}
