package org.enforcedtls.jakartamail;

import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;

/** The addresses of one call, as given, sorted by what became of them. For one thread. */
final class AddressSorting {
  private final Map<Mailbox, List<Address>> readable = new LinkedHashMap<>();
  private final List<Address> accepted = new ArrayList<>();
  private final List<Address> pending = new ArrayList<>();
  private final List<Address> invalid = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  AddressSorting(Address[] addresses) {
    for (Address address : addresses) {
      try {
        Mailbox mailbox = mailboxOf(address);
        readable.computeIfAbsent(mailbox, m -> new ArrayList<>()).add(address);
      } catch (IllegalArgumentException e) {
        invalid.add(address);
        faults.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private static Mailbox mailboxOf(Address address) {
    if (address instanceof InternetAddress internet && internet.getAddress() != null) {
      return Mailbox.of(internet.getAddress());
    }
    throw new IllegalArgumentException(
        "expected an Internet address, found one of type " + address.getType());
  }

  List<Recipient> recipients() {
    return readable.keySet().stream().map(Recipient::of).toList();
  }

  /** Takes over what became of the readable ones. */
  void settle(DeliveryReport report) {
    for (RecipientOutcome outcome : report.outcomes()) {
      List<Address> given = readable.getOrDefault(outcome.recipient(), List.of());
      listFor(outcome.conclusion()).addAll(given);
      outcome.failure().ifPresent(cause -> faults.add(outcome.recipient() + ": " + cause));
    }
  }

  private List<Address> listFor(Conclusion conclusion) {
    return switch (conclusion) {
      case ACCEPTED -> accepted;
      case PERMANENT -> invalid;
      case TRANSIENT, IN_DOUBT -> pending;
    };
  }

  List<Address> accepted() {
    return accepted;
  }

  List<Address> pending() {
    return pending;
  }

  List<Address> invalid() {
    return invalid;
  }

  List<String> faults() {
    return faults;
  }
}
