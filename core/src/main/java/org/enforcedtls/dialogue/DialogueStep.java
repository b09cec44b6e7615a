package org.enforcedtls.dialogue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One step of a dialogue with an MX host, in the order in which they come. */
public enum DialogueStep {
  /** TCP connection to one address; 30 s by default. */
  CONNECT(Duration.ofSeconds(30)),
  /** The host's first reply; 5 min by default (RFC 5321 §4.5.3.2.1). */
  GREETING(Duration.ofMinutes(5)),
  /** EHLO, in clear and again inside TLS; 5 min by default. */
  EHLO(Duration.ofMinutes(5)),
  /** STARTTLS and the TLS handshake that follows; 2 min by default. */
  STARTTLS(Duration.ofMinutes(2)),
  /** MAIL; 5 min by default (RFC 5321 §4.5.3.2.2). */
  MAIL(Duration.ofMinutes(5)),
  /** Each RCPT; 5 min by default (RFC 5321 §4.5.3.2.3). */
  RCPT(Duration.ofMinutes(5)),
  /** DATA until the host asks for the content; 2 min by default (RFC 5321 §4.5.3.2.4). */
  DATA(Duration.ofMinutes(2)),
  /** Each block of content that is written; 3 min by default (RFC 5321 §4.5.3.2.5). */
  BLOCK(Duration.ofMinutes(3)),
  /** The reply to the end of the content; 10 min by default (RFC 5321 §4.5.3.2.6). */
  FINAL(Duration.ofMinutes(10)),
  /** QUIT, whose reply nobody waits for; 5 s by default. */
  QUIT(Duration.ofSeconds(5));

  private final Duration defaultTimeout;

  DialogueStep(Duration defaultTimeout) {
    this.defaultTimeout = defaultTimeout;
  }

  /**
   * How long this step may take unless configured otherwise.
   *
   * @return a positive duration
   */
  public Duration defaultTimeout() {
    return defaultTimeout;
  }

  /**
   * The word for this step in configuration and messages.
   *
   * @return such as {@code greeting}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a step by its word.
   *
   * @param name such as {@code greeting}
   * @return the step
   * @throws IllegalArgumentException if there is no such step; the message lists them
   */
  public static DialogueStep of(String name) {
    return Arrays.stream(values())
        .filter(step -> step.configName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "step \"" + name + "\": expected one of " + allConfigNames()));
  }

  private static String allConfigNames() {
    return Arrays.stream(values()).map(DialogueStep::configName).collect(Collectors.joining(", "));
  }
}
