package org.enforcedtls.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.internal.wire.DotStuffing;
import org.enforcedtls.internal.wire.ReplyReader;
import org.enforcedtls.internal.wire.WithheldEnd;
import org.enforcedtls.message.CanonicalOctets;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.reply.Reply;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What this side does with the octets of a dialogue, without any socket or TLS: replies read, and a
 * content of 10 kB looked through and written. {@code copied} is the bound: the octets copied once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DialoguePartsBenchmark {
  private static final int LINES = 128;
  private static final int MESSAGE_REPLIES = 3;

  /** How the lines of the content end when it is handed over. */
  @Param({"CRLF", "LF"})
  public String lineEnds = "CRLF";

  private byte[] content = {};
  private byte[] replies = {};
  private final Counter counter = new Counter();

  /** Takes octets and keeps none, as a socket would copy them away. */
  private static final class Counter extends OutputStream {
    private final byte[] copy = new byte[64 * 1024];

    @Override
    public void write(int octet) {
      copy[0] = (byte) octet;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      System.arraycopy(octets, offset, copy, 0, length);
    }
  }

  /** Lines of 78 octets, one of eight with a dot in front. */
  @Setup
  public void prepare() {
    String end = lineEnds.equals("CRLF") ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder("Subject: parts" + end + end);
    for (int line = 0; line < LINES; line++) {
      text.append(line % 8 == 0 ? '.' : 'x').append("0123456789 ".repeat(7)).append(end);
    }
    content = text.toString().getBytes(US_ASCII);
    replies =
        "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.0.0 Ok: 10240 octets queued as 4fJx2Y3z\r\n"
            .getBytes(US_ASCII);
  }

  /** The bound. */
  @Benchmark
  public Object copied() {
    counter.write(content, 0, content.length);
    return counter;
  }

  /** The look that each content gets once. */
  @Benchmark
  public ContentSurvey surveyed() throws IOException {
    return ContentSurvey.of(new ByteArrayInputStream(content));
  }

  /** As a chunk. */
  @Benchmark
  public Object chunked() throws IOException {
    WithheldEnd chunk = new WithheldEnd(counter);
    CanonicalOctets.copy(new ByteArrayInputStream(content), chunk);
    chunk.release();
    return counter;
  }

  /** Behind DATA. */
  @Benchmark
  public Object dotted() throws IOException {
    DotStuffing dotted = new DotStuffing(counter);
    CanonicalOctets.copy(new ByteArrayInputStream(content), dotted);
    dotted.end();
    return counter;
  }

  /** The three replies to a message: MAIL, RCPT, BDAT. */
  @Benchmark
  public Reply replied() throws IOException {
    ReplyReader reader = new ReplyReader(new ByteArrayInputStream(replies));
    Reply last = reader.read();
    for (int i = 1; i < MESSAGE_REPLIES; i++) {
      last = reader.read();
    }
    return last;
  }
}
