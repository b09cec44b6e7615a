package org.enforcedtls.cli.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.enforcedtls.address.Mailbox;
import org.junit.jupiter.api.Test;

/** Lists that are known, dressed up at random; and lists of anything, beside Jakarta Mail. */
class AddressListFuzzTest {
  private static final int ROUNDS = 5_000;
  private static final long SEED = 20_261_128;

  private static final String[] MAILBOXES = {
    "a@b.example",
    "\"x,y\"@c.example",
    "\"<q@r.example>\"@s.example",
    "a.b+c@d.e.example",
    "o'x@y.example"
  };
  private static final String[] BLANKS = {
    "", " ", "\t", "\r\n ", "(c)", " (a (nested, <x@y.example>) one) ", "(\\) \")\r\n\t"
  };
  private static final String[] NAMES = {
    "",
    "N",
    "J. R. Q",
    "\"Q, \\\"R\\\"; x@y.example\"",
    "=?utf-8?q?J=C3=B6rg?=",
    "J\u00f6rg",
    "n@m.example"
  };
  private static final String[] PIECES = {
    "a",
    "a@b.example",
    "<c@d.example>",
    "<",
    ">",
    ",",
    ";",
    ":",
    "@",
    ".",
    "(",
    ")",
    "\"",
    "\\",
    "[",
    "]",
    " ",
    "\r\n ",
    "N",
    "T:",
    "\"q\"",
    "(c)",
    "\0",
    "\u00e9",
    "<@r.example:a@b.example>"
  };

  private final Random random = new Random(SEED);

  private String anyOf(String[] choice) {
    return choice[random.nextInt(choice.length)];
  }

  private static List<String> read(String text) {
    return AddressList.read(text).stream().map(Mailbox::toString).toList();
  }

  @Test
  void dressedUpListReadsAsTheListThatItIs() {
    for (int round = 0; round < ROUNDS; round++) {
      List<String> mailboxes = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int member = random.nextInt(5); member >= 0; member--) {
        appendMember(text, mailboxes);
        text.append(member > 0 || random.nextBoolean() ? "," : "");
      }
      assertThat(read(text.toString())).as(text.toString()).isEqualTo(mailboxes);
    }
  }

  private void appendMember(StringBuilder text, List<String> mailboxes) {
    if (random.nextInt(4) > 0) {
      appendMailbox(text, mailboxes);
      return;
    }
    text.append("Team ").append(anyOf(BLANKS)).append(':');
    for (int i = random.nextInt(3); i > 0; i--) {
      appendMailbox(text, mailboxes);
      text.append(i > 1 ? "," : "");
    }
    text.append(anyOf(BLANKS)).append(';').append(anyOf(BLANKS));
  }

  private void appendMailbox(StringBuilder text, List<String> mailboxes) {
    String mailbox = anyOf(MAILBOXES);
    mailboxes.add(mailbox);
    String blank = anyOf(BLANKS);
    text.append(blank);
    if (random.nextBoolean()) {
      String spaced = mailbox.replace("@", anyOf(BLANKS) + "@" + anyOf(BLANKS));
      text.append(mailbox.startsWith("\"<") ? mailbox : spaced);
    } else {
      text.append(anyOf(NAMES)).append(anyOf(BLANKS)).append('<').append(mailbox).append('>');
    }
    text.append(anyOf(BLANKS));
  }

  @Test
  void nobodyWhomJakartaMailFindsIsLeftOut() {
    int compared = 0;
    for (int round = 0; round < 10 * ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(anyOf(PIECES));
      }
      try {
        List<String> found = read(text.toString());
        assertThat(found).as(text.toString()).containsAll(byJakartaMail(text.toString()));
        compared++;
      } catch (IllegalArgumentException | AddressException e) {
        // One of the two refuses the list: nobody is left out without a word.
      }
    }
    assertThat(compared).isGreaterThan(ROUNDS / 10);
  }

  /** Without what it cannot read: it takes a comment inside an address for its end. */
  private static List<String> byJakartaMail(String text) throws AddressException {
    List<String> found = new ArrayList<>();
    for (InternetAddress address : InternetAddress.parseHeader(text, true)) {
      InternetAddress[] members = address.getGroup(true);
      for (InternetAddress member : members == null ? new InternetAddress[] {address} : members) {
        if (member.getAddress().contains("@")) {
          found.add(Mailbox.of(member.getAddress()).toString());
        }
      }
    }
    return found;
  }
}
