package org.enforcedtls.jakartamail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
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
  private final List<Address> unsent = new ArrayList<>();
  private final List<Address> inDoubt = new ArrayList<>();
  private final List<Address> invalid = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  AddressSorting(Address[] addresses) {
    for (Address address : addresses) {
      add(requireNonNull(address, "address"));
    }
  }

  /**
   * The members stand in for a group; one without members, as in undisclosed recipients, for none.
   */
  private void add(Address address) {
    try {
      InternetAddress[] members =
          address instanceof InternetAddress internet ? internet.getGroup(true) : null;
      if (members == null) {
        read(address);
      } else {
        for (InternetAddress member : members) {
          read(member);
        }
      }
    } catch (AddressException e) {
      refuse(address, "group " + e.getMessage());
    }
  }

  private void read(Address address) {
    try {
      readable.computeIfAbsent(mailboxOf(address), m -> new ArrayList<>()).add(address);
    } catch (IllegalArgumentException e) {
      refuse(address, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(Address address, String fault) {
    invalid.add(address);
    faults.add(fault);
  }

  private static Mailbox mailboxOf(Address address) {
    if (address instanceof InternetAddress internet && internet.getAddress() != null) {
      return Mailbox.of(internet.getAddress());
    }
    throw new IllegalArgumentException(
        "expected an Internet address, found one of type " + address.getType());
  }

  boolean isEmpty() {
    return readable.isEmpty() && invalid.isEmpty();
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

  /** None of the readable ones was sent to. */
  void settleUnsent() {
    readable.values().forEach(unsent::addAll);
  }

  private List<Address> listFor(Conclusion conclusion) {
    return switch (conclusion) {
      case ACCEPTED -> accepted;
      case PERMANENT -> invalid;
      case TRANSIENT -> unsent;
      case IN_DOUBT -> inDoubt;
    };
  }

  boolean isAllAccepted() {
    return unsent.isEmpty() && inDoubt.isEmpty() && invalid.isEmpty();
  }

  /** Whether nobody has the message, so that it can be sent again as a whole. */
  boolean isSentToNobody() {
    return accepted.isEmpty() && inDoubt.isEmpty();
  }

  Address[] accepted() {
    return accepted.toArray(Address[]::new);
  }

  Address[] unsent() {
    return unsent.toArray(Address[]::new);
  }

  Address[] inDoubt() {
    return inDoubt.toArray(Address[]::new);
  }

  Address[] invalid() {
    return invalid.toArray(Address[]::new);
  }

  /** One for each address that was not accepted. */
  String faults() {
    return String.join("; ", faults);
  }
}
