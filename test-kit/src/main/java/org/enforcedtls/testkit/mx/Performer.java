package org.enforcedtls.testkit.mx;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Performs scripts on a channel, and sees what reply came out of them. For one thread. */
final class Performer implements Stage {
  private final Channel channel;
  private final Changes changes;
  private final StringBuilder code = new StringBuilder();
  private Consumer<String> onReply = reply -> {};
  private @Nullable ContentReader content;
  private boolean inputAhead;
  private boolean over;

  Performer(Channel channel, Changes changes) {
    this.channel = channel;
    this.changes = changes;
  }

  /**
   * Plays a script and returns the first three octets that it sent, or fewer. They go to {@code
   * onReply} just before they leave, if there are any.
   */
  String play(List<Action> script, Consumer<String> onReply) throws IOException {
    this.onReply = onReply;
    code.setLength(0);
    inputAhead = false;
    for (Action action : script) {
      if (!over) {
        action.perform(this);
      }
    }
    announce();
    return code.toString();
  }

  private void announce() throws IOException {
    if (code.length() > 0) {
      Consumer<String> listener = onReply;
      onReply = reply -> {};
      inputAhead |= !over && channel.hasInput();
      listener.accept(code.toString());
    }
  }

  /** Forgets what came ahead, as nothing can have inside a new TLS. */
  void begunAnew() {
    inputAhead = false;
  }

  /** What {@link #readContent} shall read. */
  void offer(ContentReader reader) {
    content = reader;
  }

  /** When a command comes that is the next to be read. */
  SmtpCommand.Timing timing() {
    return inputAhead ? SmtpCommand.Timing.AHEAD_OF_REPLY : SmtpCommand.Timing.AFTER_REPLY;
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void send(byte[] octets) {
    for (int i = 0; i < octets.length && code.length() < 3; i++) {
      code.append((char) (octets[i] & 0xff));
    }
    channel.send(octets);
  }

  @Override
  public void flush() throws IOException {
    announce();
    channel.flush();
  }

  @Override
  public void pause(Duration time) throws IOException {
    flush();
    changes.pause(time);
  }

  @Override
  public void stall() throws IOException {
    flush();
    over = true;
    channel.drain();
  }

  @Override
  public void stopReading() throws IOException {
    flush();
    over = true;
    changes.awaitClose();
  }

  @Override
  public void readContent(long octets) throws IOException {
    flush();
    if (content == null) {
      throw new IllegalStateException("readContent belongs to the cues DATA and CHUNK_START");
    }
    content.read(octets);
  }

  @Override
  public void renegotiate() throws IOException {
    flush();
    channel.renegotiate();
  }

  @Override
  public void close() throws IOException {
    flush();
    over = true;
    channel.close();
  }

  @Override
  public void closeWithoutNotify() throws IOException {
    flush();
    over = true;
    channel.closeBeneathTls();
  }

  @Override
  public void reset() throws IOException {
    flush();
    over = true;
    channel.reset();
  }
}
