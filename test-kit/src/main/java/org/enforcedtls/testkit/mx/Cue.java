package org.enforcedtls.testkit.mx;

import java.util.Locale;

/** A moment in the dialogue to which the MX host has something to do. Immutable. */
public enum Cue {
  /** The connection is there: the greeting. */
  CONNECT("220 {host} ESMTP\r\n"),
  /** EHLO in clear; by default the list of the capabilities. */
  EHLO(""),
  /** EHLO inside TLS; by default the list of the capabilities inside TLS. */
  EHLO_TLS(""),
  /** HELO, in clear or inside TLS. */
  HELO("250 {host}\r\n"),
  /** STARTTLS in clear. A handshake follows if the reply begins with 220. */
  STARTTLS("220 2.0.0 go ahead\r\n"),
  /** MAIL. */
  MAIL("250 2.1.0 sender ok\r\n"),
  /** RCPT. */
  RCPT("250 2.1.5 recipient ok\r\n"),
  /** DATA. Content follows if the reply begins with 3. */
  DATA("354 go ahead\r\n"),
  /** BDAT has come, its chunk not yet; by default nothing. */
  CHUNK_START(""),
  /** A chunk that is not the last (RFC 3030 §2). The last one is {@link #END_OF_CONTENT}. */
  BDAT("250 2.0.0 chunk received\r\n"),
  /** The final dot after DATA, or the last chunk of BDAT. */
  END_OF_CONTENT("250 2.0.0 queued\r\n"),
  /** A message was accepted, its reply is sent, and the client has not sent more by then. */
  IDLE(""),
  /** RSET. */
  RSET("250 2.0.0 reset\r\n"),
  /** NOOP. */
  NOOP("250 2.0.0 ok\r\n"),
  /** QUIT. The connection is closed afterwards. */
  QUIT("221 2.0.0 bye\r\n"),
  /** Any other command, and STARTTLS inside TLS. */
  UNKNOWN_COMMAND("500 5.5.1 command not known\r\n");

  private final String defaultReply;

  Cue(String defaultReply) {
    this.defaultReply = defaultReply;
  }

  String defaultReply(String hostName) {
    return defaultReply.replace("{host}", hostName);
  }

  static Cue of(String verb, Protection protection) {
    return switch (verb.toUpperCase(Locale.ROOT)) {
      case "EHLO" -> protection == Protection.TLS ? EHLO_TLS : EHLO;
      case "STARTTLS" -> protection == Protection.TLS ? UNKNOWN_COMMAND : STARTTLS;
      case "HELO" -> HELO;
      case "MAIL" -> MAIL;
      case "RCPT" -> RCPT;
      case "DATA" -> DATA;
      case "BDAT" -> BDAT;
      case "RSET" -> RSET;
      case "NOOP" -> NOOP;
      case "QUIT" -> QUIT;
      default -> UNKNOWN_COMMAND;
    };
  }
}
