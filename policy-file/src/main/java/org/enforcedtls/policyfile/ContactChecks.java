package org.enforcedtls.policyfile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;

/** Whether somebody can be called when mail to a partner is held. */
final class ContactChecks {
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;<>()]+");

  /** Digits with what people put between them. */
  private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9](?:[ ()/.-]*[0-9]){4,}");

  private ContactChecks() {}

  static void check(ReadRow row, LintFindings findings) {
    Optional<String> contact = row.row().policy().contact();
    if (contact.isEmpty() || contact.get().isBlank()) {
      findings.warning(
          row.place(), LintRule.CONTACT_MISSING, row.row().domain() + " has no contact");
      return;
    }
    List<Mailbox> addresses =
        Arrays.stream(BETWEEN.split(contact.get()))
            .flatMap(word -> mailbox(word).stream())
            .toList();
    boolean hasTelephone = TELEPHONE.matcher(contact.get()).find();
    Place place = row.place("contact");
    if (addresses.isEmpty() && !hasTelephone) {
      findings.hint(
          place,
          LintRule.CONTACT_UNUSABLE,
          "neither an address nor a telephone number: " + FoundText.quoted(contact.get()));
    } else if (!hasTelephone
        && addresses.stream().allMatch(a -> isAtOrBelow(a.domain(), row.row().domain()))) {
      findings.hint(
          place,
          LintRule.CONTACT_BEHIND_PARTNER,
          "mail to " + contact.get() + " is held by the same row");
    }
  }

  private static Optional<Mailbox> mailbox(String word) {
    try {
      return Optional.of(Mailbox.of(word));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isAtOrBelow(Domain domain, Domain partner) {
    return domain.equals(partner)
        || domain.parent().filter(above -> isAtOrBelow(above, partner)).isPresent();
  }
}
