package org.enforcedtls.cli;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import org.jspecify.annotations.Nullable;

/**
 * Writes what could be markup as Unicode escapes, which mean the same to JSON (RFC 8259 §7): the
 * words of a foreign host may end up in a page that somebody pastes the report into. Immutable.
 */
final class MarkupEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  MarkupEscapes() {}

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
    for (char markup : "<>&'".toCharArray()) {
      codes[markup] = CharacterEscapes.ESCAPE_STANDARD;
    }
    return codes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    return null;
  }
}
