package org.enforcedtls.cli.sendmail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;

/**
 * Who submits a message, for the fields that it lacks. Immutable.
 *
 * @param sender the reverse path
 * @param name of a person or program; empty if none was given
 * @param host ours, by its fully qualified name
 */
public record Author(ReversePath sender, Optional<String> name, Domain host) {
  private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]*");
  private static final int MAX_NAME_CHARACTERS = 200;

  /** What an encoded word of 75 characters holds (RFC 2047 §2), with room to spare. */
  private static final int MAX_WORD_OCTETS = 42;

  /**
   * Checks the name.
   *
   * @param sender the reverse path
   * @param name without control characters, at most 200 characters
   * @param host ours
   * @throws IllegalArgumentException if the name is too long or has a control character
   */
  public Author {
    name.ifPresent(Author::requireName);
  }

  private static void requireName(String name) {
    if (name.length() > MAX_NAME_CHARACTERS
        || name.codePoints()
            .anyMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "name: expected at most 200 characters without control characters");
    }
  }

  /** The value of a From field: a report comes from no person. */
  String from() {
    return sender
        .mailbox()
        .map(mailbox -> address(name, mailbox.toString()))
        .orElseGet(
            () ->
                address(
                    name.or(() -> Optional.of("Mail Delivery System")), "MAILER-DAEMON@" + host));
  }

  private static String address(Optional<String> name, String address) {
    return name.filter(text -> !text.isBlank())
        .map(text -> phrase(text) + " <" + address + ">")
        .orElse(address);
  }

  private static String phrase(String name) {
    if (PRINTABLE_ASCII.matcher(name).matches()) {
      return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    name.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character -> {
              if ((word + character).getBytes(UTF_8).length > MAX_WORD_OCTETS) {
                words.append(encoded(word)).append("\r\n ");
                word.setLength(0);
              }
              word.append(character);
            });
    return words.append(encoded(word)).toString();
  }

  private static String encoded(CharSequence word) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(word.toString().getBytes(UTF_8))
        + "?=";
  }
}
