package org.enforcedtls.cli.sendmail;

import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Mailbox;

/**
 * Reads an address list: mailboxes with or without name, groups, comments, and the obsolete empty
 * members and spaces around dots (RFC 5322 §3.4, RFC 5322 §4.4).
 *
 * <p>Stricter than RFC 5322 §4.4: routes ({@code <@relay.example:a@fi.example>}) are refused, as
 * mail goes to the MX hosts of the recipient. Laxer than RFC 5322 §3.4: a name may have any
 * character in front of an address in angle brackets, since programs write {@code a@fi.example
 * <a@fi.example>}. For one thread.
 */
final class AddressList {
  /** Octets that are not UTF-8 are read as this. */
  private static final char NOT_UTF_8 = '\uFFFD';

  private final AddressTokens tokens;
  private final List<Mailbox> mailboxes = new ArrayList<>();
  private boolean isInGroup;

  private AddressList(String text) {
    this.tokens = new AddressTokens(text);
  }

  /**
   * Reads the value of a field.
   *
   * @param text folded or not
   * @return the mailboxes, those of groups too, as they stand
   * @throws IllegalArgumentException if any part of it is not understood
   */
  static List<Mailbox> read(String text) {
    AddressList list = new AddressList(text);
    while (list.readMember()) {
      // The next one.
    }
    return list.mailboxes;
  }

  /** Reads up to the next comma, the begin or the end of a group; false at the end of the list. */
  private boolean readMember() {
    List<String> words = new ArrayList<>();
    String token = tokens.next();
    while (!isEndOfMember(token)) {
      words.add(token);
      token = tokens.next();
    }
    if (token.equals(":")) {
      beginGroup(words);
      return true;
    }
    String end = token;
    if (token.equals("<")) {
      mailboxes.add(mailbox(wordsInBrackets()));
      end = tokens.next();
      requireEndOfAddress(end);
    } else if (!words.isEmpty()) {
      mailboxes.add(mailbox(words));
    }
    return goOnAfter(end);
  }

  private static boolean isEndOfMember(String token) {
    return token.isEmpty() || (AddressTokens.isSpecial(token) && "<>,;:".contains(token));
  }

  private void beginGroup(List<String> name) {
    if (isInGroup || name.isEmpty() || name.contains("@")) {
      throw new IllegalArgumentException("expected an address, found a colon");
    }
    isInGroup = true;
  }

  private List<String> wordsInBrackets() {
    List<String> words = new ArrayList<>();
    for (String token = tokens.next(); !token.equals(">"); token = tokens.next()) {
      if (isEndOfMember(token)) {
        throw new IllegalArgumentException("expected an address and '>', found " + name(token));
      }
      words.add(token);
    }
    return words;
  }

  /** Whoever stands behind an address without a comma would be left out. */
  private static void requireEndOfAddress(String token) {
    if (!token.isEmpty() && !token.equals(",") && !token.equals(";")) {
      throw new IllegalArgumentException(
          "expected a comma behind an address, found " + name(token));
    }
  }

  private boolean goOnAfter(String token) {
    if (token.equals(">") || (token.equals(";") && !isInGroup)) {
      throw new IllegalArgumentException("expected an address, found " + name(token));
    }
    if (token.isEmpty() && isInGroup) {
      throw new IllegalArgumentException("expected ';' at the end of a group, found no more");
    }
    if (token.equals(";")) {
      isInGroup = false;
      String next = tokens.next();
      requireEndOfAddress(next);
      return goOnAfter(next);
    }
    return !token.isEmpty();
  }

  private static Mailbox mailbox(List<String> words) {
    StringBuilder address = new StringBuilder();
    boolean afterWord = false;
    for (String word : words) {
      boolean isWord = !AddressTokens.isSpecial(word);
      if (isWord && afterWord) {
        throw new IllegalArgumentException(
            "expected a comma between addresses, or a name in front of <…>; found none");
      }
      afterWord = isWord;
      address.append(word);
    }
    if (address.indexOf(String.valueOf(NOT_UTF_8)) >= 0) {
      throw new IllegalArgumentException("expected an address in ASCII or UTF-8");
    }
    return Mailbox.of(address.toString());
  }

  private static String name(String token) {
    return token.isEmpty() ? "the end of the field" : token.length() == 1 ? token : "a word";
  }
}
