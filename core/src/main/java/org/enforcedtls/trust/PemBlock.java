package org.enforcedtls.trust;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A block of a PEM file (RFC 7468 §2).
 *
 * @param line of the file, where it begins, counted from 1
 * @param der its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PemBlock(int line, byte[] der) {
  private static final String BEGIN = "-----BEGIN ";

  /**
   * The blocks of a file, all of one label; text between them is skipped, a damaged block is not.
   */
  static List<PemBlock> read(String file, String text, String label) throws IOException {
    return new Reader(file, text, label).blocks();
  }

  private static final class Reader {
    private final String file;
    private final List<String> lines;
    private final String begin;
    private final String end;
    private int next;

    Reader(String file, String text, String label) {
      this.file = file;
      this.lines = text.lines().map(String::strip).toList();
      this.begin = BEGIN + label + "-----";
      this.end = "-----END " + label + "-----";
    }

    List<PemBlock> blocks() throws IOException {
      List<PemBlock> blocks = new ArrayList<>();
      while (next < lines.size()) {
        String line = lines.get(next++);
        if (line.equals(begin)) {
          int first = next;
          blocks.add(new PemBlock(first, decode(first, body())));
        } else if (line.startsWith(BEGIN)) {
          throw malformed(next, begin + " only", line);
        }
      }
      return blocks;
    }

    private String body() throws IOException {
      StringBuilder base64 = new StringBuilder();
      while (next < lines.size()) {
        String line = lines.get(next++);
        if (line.equals(end)) {
          return base64.toString();
        }
        if (line.startsWith("-----")) {
          throw malformed(next, end, line);
        }
        base64.append(line);
      }
      throw malformed(next, end, "the end of the file");
    }

    private byte[] decode(int first, String base64) throws IOException {
      try {
        return Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw malformed(first, "base64", String.valueOf(e.getMessage()));
      }
    }

    private IOException malformed(int line, String expected, String found) {
      return AnchorFile.malformed(file, line, expected, found);
    }
  }
}
