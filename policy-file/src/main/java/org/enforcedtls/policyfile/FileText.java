package org.enforcedtls.policyfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a file whole, as UTF-8 and nothing else. */
final class FileText {
  static final int MAX_OCTETS = 8 * 1024 * 1024;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private FileText() {}

  static String read(String words, Path file, Problems problems) throws IOException {
    byte[] octets = octets(words, file);
    if (octets.length > MAX_OCTETS) {
      throw problems.last(Place.START, "expected at most " + MAX_OCTETS + " octets, found more");
    }
    CharBuffer text = CharBuffer.allocate(octets.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets), text, true);
    text.flip();
    if (result.isError()) {
      throw problems.last(after(text), "expected UTF-8, found other octets; save it as UTF-8");
    }
    return checked(withoutByteOrderMark(text.toString()), problems);
  }

  private static byte[] octets(String words, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_OCTETS + 1);
    } catch (IOException e) {
      throw new IOException(words + " " + file + ": cannot read it: " + ReadFault.textOf(e), e);
    }
  }

  private static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** The YAML parser would name no place for a character that YAML does not have. */
  private static String checked(String text, Problems problems) throws PartnerFileException {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint)) {
        throw problems.last(
            after(text.substring(0, i)),
            String.format("expected printable characters, found U+%04X", codePoint));
      }
    }
    return text;
  }

  /** The place of the character that follows. */
  private static Place after(CharSequence before) {
    String text = before.toString();
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    int lineStart = text.lastIndexOf('\n') + 1;
    return new Place(line, 1 + text.codePointCount(lineStart, text.length()));
  }
}
