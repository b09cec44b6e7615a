package org.enforcedtls.testkit.mx;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument of BDAT (RFC 3030 §2). Immutable.
 *
 * @param sizeOctets of the chunk
 * @param isLast whether it ends the content
 */
record Chunk(long sizeOctets, boolean isLast) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15})( +LAST)?", Pattern.CASE_INSENSITIVE);

  /** Refused by ending the connection, as nobody can know where the chunk would end. */
  static Chunk parse(String argument) throws IOException {
    Matcher matcher = FORM.matcher(argument.strip());
    if (!matcher.matches()) {
      throw new IOException("expected BDAT <size> [LAST], found BDAT " + argument);
    }
    return new Chunk(Long.parseLong(matcher.group(1)), matcher.group(2) != null);
  }
}
