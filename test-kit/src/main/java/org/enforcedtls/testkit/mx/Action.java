package org.enforcedtls.testkit.mx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One thing that a {@link ScriptedMx} does on a {@link Cue}. A script is a row of actions. What is
 * sent goes out in one piece up to the next action that waits or ends something, or up to the end
 * of the script; so two {@link #send} in a row are one TCP segment, and with a {@link #delay}
 * between them they are two. Immutable.
 */
public final class Action {
  private final String description;
  private final Performance performance;

  private interface Performance {
    void on(Stage stage) throws IOException;
  }

  private Action(String description, Performance performance) {
    this.description = description;
    this.performance = performance;
  }

  void perform(Stage stage) throws IOException {
    performance.on(stage);
  }

  /**
   * Sends a text as it stands, without adding a line end.
   *
   * @param text such as {@code "250 2.1.0 ok\r\n"}; sent as UTF-8
   * @return the action
   */
  public static Action send(String text) {
    return new Action("send " + text.length() + " characters", sending(octets(text)));
  }

  /**
   * Sends octets as they are.
   *
   * @param octets any
   * @return the action
   */
  public static Action send(byte[] octets) {
    return new Action("send " + octets.length + " octets", sending(octets.clone()));
  }

  private static Performance sending(byte[] octets) {
    return stage -> stage.send(octets);
  }

  /**
   * Sends one line that is filled up to a size.
   *
   * @param start what it begins with, such as {@code "250 "}
   * @param sizeOctets of the whole line with its CR LF
   * @return the action
   * @throws IllegalArgumentException if the start and the line end alone are larger
   */
  public static Action paddedLine(String start, int sizeOctets) {
    int padding = sizeOctets - octets(start).length - 2;
    if (padding < 0) {
      throw new IllegalArgumentException("sizeOctets is too small for its start: " + sizeOctets);
    }
    byte[] line = octets(start + "x".repeat(padding) + "\r\n");
    return new Action("send a line of " + sizeOctets + " octets", sending(line));
  }

  /**
   * Sends a text several times.
   *
   * @param times how often
   * @param text such as {@code "250-line\r\n"}
   * @return the action
   */
  public static Action repeat(int times, String text) {
    byte[] octets = octets(text);
    return new Action(
        "send " + times + " times",
        stage -> {
          for (int i = 0; i < times; i++) {
            stage.send(octets);
          }
        });
  }

  /**
   * Sends a text again and again, as fast as the client takes it, until the connection ends.
   *
   * @param text such as {@code "250-x\r\n"}
   * @return the action
   */
  public static Action endless(String text) {
    byte[] many = octets(text.repeat(Math.max(1, 4096 / Math.max(1, text.length()))));
    return new Action(
        "send without end",
        stage -> {
          while (true) {
            stage.send(many);
            stage.flush();
          }
        });
  }

  /**
   * Sends a text again and again with a delay after each, until the connection ends.
   *
   * @param text such as {@code "250-x\r\n"}
   * @param delay after each
   * @return the action
   */
  public static Action endless(String text, Duration delay) {
    byte[] octets = octets(text);
    requireNonNull(delay, "delay");
    return new Action(
        "send without end, each " + delay,
        stage -> {
          while (true) {
            stage.send(octets);
            stage.pause(delay);
          }
        });
  }

  /**
   * Waits, reading nothing.
   *
   * @param time how long
   * @return the action
   */
  public static Action delay(Duration time) {
    requireNonNull(time, "time");
    return new Action("delay " + time, stage -> stage.pause(time));
  }

  /**
   * Says nothing more, but takes all that comes, until the client ends the connection or the server
   * is closed.
   *
   * @return the action
   */
  public static Action stall() {
    return new Action("stall", Stage::stall);
  }

  /**
   * Neither reads nor writes any more until the server is closed, so that a client with much to
   * send is held up by TCP. How much fits into the buffers before that is up to the system.
   *
   * @return the action
   */
  public static Action stopReading() {
    return new Action("stop reading", Stage::stopReading);
  }

  /**
   * Reads content until so many octets of it came, or it ends. For the cue {@link Cue#DATA} after
   * {@code 354}, and for {@link Cue#CHUNK_START}.
   *
   * @param octets as on the wire, with line ends and doubled dots
   * @return the action
   */
  public static Action readContent(long octets) {
    return new Action("read " + octets + " octets of content", s -> s.readContent(octets));
  }

  /**
   * Asks the client for another handshake inside TLS 1.2 and goes on as if it had come (RFC 5246
   * §7.4.1.1). A client that lets it happen shakes hands with its next words: from the start, as
   * the host has not the cipher suite any more that it had. So it must have been given several.
   *
   * @return the action; it throws an {@link IllegalStateException} in the thread of the connection,
   *     which ends it, where there is no TLS or a later one, which has no such thing
   */
  public static Action renegotiate() {
    return new Action("ask for another handshake", Stage::renegotiate);
  }

  /**
   * Ends the connection in order: TLS with its close_notify, then TCP. What still comes in is read,
   * so that the client gets the last words.
   *
   * @return the action
   */
  public static Action close() {
    return new Action("close", Stage::close);
  }

  /**
   * Ends TCP in order, with no close_notify before: to TLS, a truncation.
   *
   * @return the action
   */
  public static Action closeWithoutNotify() {
    return new Action("close without close_notify", Stage::closeWithoutNotify);
  }

  /**
   * Resets the connection (TCP RST). What was sent just before may be lost with it.
   *
   * @return the action
   */
  public static Action reset() {
    return new Action("reset", Stage::reset);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What it does, for messages. */
  @Override
  public String toString() {
    return description;
  }
}
