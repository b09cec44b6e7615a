package org.enforcedtls.testkit.mx;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Faults of MX hosts that are known by name, each ready for {@link
 * ScriptedMxBuilder#fault(MxFault)}. What is not among them is told with {@link
 * ScriptedMxBuilder#on(Cue, Action...)}. Immutable.
 */
public enum MxFault {
  /** The greeting never comes. */
  SILENT(mx -> mx.on(Cue.CONNECT, Action.stall())),
  /** The connection is reset before a greeting. */
  RESET_ON_CONNECT(mx -> mx.on(Cue.CONNECT, Action.reset())),
  /** The greeting is 421, then the connection is closed. */
  BUSY(mx -> mx.on(Cue.CONNECT, Action.send("421 4.3.2 too busy\r\n"), Action.close())),
  /** The greeting is 554, then the connection is closed. */
  NO_SERVICE(mx -> mx.on(Cue.CONNECT, Action.send("554 5.3.2 no mail here\r\n"), Action.close())),
  /** Half a greeting without line end, then the connection is closed. */
  GREETING_CUT_OFF(mx -> mx.on(Cue.CONNECT, Action.send("220 mx"), Action.close())),
  /** The port belongs to an SSH server. */
  NOT_SMTP(mx -> mx.on(Cue.CONNECT, "SSH-2.0-OpenSSH_9.0\r\n")),

  /** EHLO is not known, HELO works: the way to talk a client out of STARTTLS. */
  EHLO_REFUSED(mx -> mx.on(Cue.EHLO, "502 5.5.1 command not implemented\r\n")),
  /** The EHLO reply in clear never ends, and comes as fast as the client takes it. */
  EHLO_ENDLESS(mx -> mx.on(Cue.EHLO, Action.endless("250-x\r\n"))),
  /** The EHLO reply in clear never ends, and comes a line each 200 ms, below any read timeout. */
  EHLO_DRIPPING(mx -> mx.on(Cue.EHLO, Action.endless("250-x\r\n", Duration.ofMillis(200)))),

  /** EHLO works and does not offer STARTTLS. */
  NO_STARTTLS(mx -> mx.on(Cue.EHLO, "250-mx.test\r\n250 PIPELINING\r\n")),
  /** STARTTLS is offered and then answered 454. */
  STARTTLS_REFUSED(mx -> mx.on(Cue.STARTTLS, "454 4.7.0 TLS not available now\r\n")),
  /** STARTTLS is answered 250 in place of 220, and no handshake follows. */
  STARTTLS_ANSWERED_250(mx -> mx.on(Cue.STARTTLS, "250 ok\r\n")),
  /**
   * A clear reply rides in the segment of 220, to be taken for one that came inside TLS. TLS goes
   * on.
   */
  PLAINTEXT_INJECTED(
      mx -> mx.on(Cue.STARTTLS, "220 2.0.0 go ahead\r\n250-evil.test\r\n250 AUTH PLAIN\r\n")),
  /** As {@link #PLAINTEXT_INJECTED}, but 50 ms later, in a segment of its own. */
  PLAINTEXT_INJECTED_LATE(
      mx ->
          mx.on(
              Cue.STARTTLS,
              Action.send("220 2.0.0 go ahead\r\n"),
              Action.delay(Duration.ofMillis(50)),
              Action.send("250 evil.test\r\n"))),
  /** 220, then nothing more; the ClientHello is taken. */
  STARTTLS_SILENT(mx -> mx.on(Cue.STARTTLS, Action.send("220 2.0.0 go ahead\r\n"), Action.stall())),
  /** 220, then the connection is reset. */
  STARTTLS_RESET(mx -> mx.on(Cue.STARTTLS, Action.send("220 2.0.0 go ahead\r\n"), Action.reset())),
  /** STARTTLS is offered again inside TLS. */
  STARTTLS_OFFERED_IN_TLS(
      mx -> mx.on(Cue.EHLO_TLS, "250-mx.test\r\n250-PIPELINING\r\n250 STARTTLS\r\n")),

  /** MAIL is answered 550. */
  SENDER_REFUSED(mx -> mx.on(Cue.MAIL, "550 5.7.1 sender refused\r\n")),
  /** MAIL is answered with a line of 100 KiB. */
  REPLY_LINE_OVERLONG(mx -> mx.on(Cue.MAIL, Action.paddedLine("250 ", 102_400))),
  /** MAIL is answered twice, so that all later replies belong to the command before. */
  REPLY_TOO_MANY(mx -> mx.on(Cue.MAIL, "250 2.1.0 ok\r\n250 2.1.0 ok\r\n")),
  /** Each RCPT is answered 550. */
  RECIPIENTS_REFUSED(mx -> mx.on(Cue.RCPT, "550 5.1.1 no such user\r\n")),
  /** Each RCPT is answered 450, as by greylisting. */
  RECIPIENTS_DEFERRED(mx -> mx.on(Cue.RCPT, "450 4.2.0 greylisted\r\n")),
  /** DATA, or the last chunk of BDAT, is answered 451. */
  DATA_REFUSED(
      mx -> mx.on(Cue.DATA, "451 4.3.0 later\r\n").on(Cue.END_OF_CONTENT, "451 4.3.0 later\r\n")),

  /** 2,000 octets of the content are read, then the connection is reset. */
  RESET_IN_CONTENT(
      mx ->
          mx.on(
                  Cue.DATA,
                  Action.send("354 go ahead\r\n"),
                  Action.readContent(2_000),
                  Action.reset())
              .on(Cue.CHUNK_START, Action.readContent(2_000), Action.reset())),
  /** No content is read, so that a large one does not fit into the buffers of TCP. */
  STOPS_READING(
      mx ->
          mx.on(Cue.DATA, Action.send("354 go ahead\r\n"), Action.stopReading())
              .on(Cue.CHUNK_START, Action.stopReading())),
  /** The whole content is answered 554. */
  CONTENT_REFUSED(mx -> mx.on(Cue.END_OF_CONTENT, "554 5.7.1 looks like spam\r\n")),
  /** The whole content is taken and never answered. */
  SILENT_AFTER_CONTENT(mx -> mx.on(Cue.END_OF_CONTENT, Action.stall())),
  /** The whole content is taken, then the connection is reset without a reply. */
  RESET_AFTER_CONTENT(mx -> mx.on(Cue.END_OF_CONTENT, Action.reset())),
  /** Half of the last reply, then TCP ends without close_notify. */
  TRUNCATED_AFTER_CONTENT(
      mx -> mx.on(Cue.END_OF_CONTENT, Action.send("250 2.0.0 que"), Action.closeWithoutNotify())),

  /** After each message the idle connection gets 421 and is closed. */
  CLOSED_WHEN_IDLE(mx -> mx.on(Cue.IDLE, Action.send("421 4.4.2 timeout\r\n"), Action.close())),
  /** QUIT is answered 500. */
  QUIT_REFUSED(mx -> mx.on(Cue.QUIT, "500 5.5.1 what\r\n"));

  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
  private final UnaryOperator<ScriptedMxBuilder> change;

  MxFault(UnaryOperator<ScriptedMxBuilder> change) {
    this.change = change;
  }

  ScriptedMxBuilder give(ScriptedMxBuilder mx) {
    return change.apply(mx);
  }
}
