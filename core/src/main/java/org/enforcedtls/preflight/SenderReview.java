package org.enforcedtls.preflight;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.internal.text.ForeignText;

/**
 * What the DNS says of this host, as others judge it. Immutable.
 *
 * @param sender what the DNS says
 */
record SenderReview(SenderIdentity sender) {
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    ofEhloName(all);
    for (SenderIdentity.Origin origin : sender.origins()) {
      ofOrigin(origin, all);
    }
    return all;
  }

  /** Whether a look-up failed that everything hangs on. */
  boolean isUnknown() {
    return isUnknown(sender.addresses())
        || sender.origins().stream()
            .anyMatch(
                origin ->
                    isUnknown(origin.names())
                        || origin.addressesOfNames().values().stream()
                            .anyMatch(SenderReview::isUnknown));
  }

  private static boolean isUnknown(DnsAnswer<?> answer) {
    return answer.failure().isPresent();
  }

  private void ofEhloName(List<Finding> all) {
    Finding.Place place = Finding.Place.host(sender.ehloName());
    DnsAnswer<InetAddress> addresses = sender.addresses();
    if (!sender.ehloName().aLabels().contains(".")) {
      String text = "expected a fully qualified name, found " + sender.ehloName();
      all.add(Advice.EHLO_NAME_NOT_QUALIFIED.at(place, text));
    } else if (isUnknown(addresses)) {
      all.add(unknown(place, addresses));
    } else if (addresses instanceof DnsAnswer.Records<InetAddress> found) {
      if (!found.canonicalName().equals(sender.ehloName())) {
        String text =
            "expected address records at the EHLO name, found that it stands for "
                + found.canonicalName();
        all.add(Advice.EHLO_NAME_IS_ALIAS.at(place, text));
      }
    } else {
      String text = "expected addresses of the EHLO name, found none";
      all.add(Advice.EHLO_NAME_WITHOUT_ADDRESS.at(place, text));
    }
  }

  /** Where the name of the address is the EHLO name, what is wrong is told of that. */
  private void ofOrigin(SenderIdentity.Origin origin, List<Finding> all) {
    String address = origin.address().getHostAddress();
    Finding.Place place = Finding.Place.address(sender.ehloName(), address);
    List<InetAddress> ofEhloName = sender.addresses().records();
    if (!ofEhloName.isEmpty() && !ofEhloName.contains(origin.address())) {
      String text =
          "expected one of the addresses of the EHLO name, "
              + ofEhloName.stream().map(InetAddress::getHostAddress).toList()
              + ", found "
              + address;
      all.add(Advice.SENDING_ADDRESS_NOT_OF_EHLO_NAME.at(place, text));
    }
    List<Domain> confirmed = origin.confirmedNames();
    if (isUnknown(origin.names())) {
      all.add(unknown(place, origin.names()));
    } else if (origin.names().records().isEmpty()) {
      all.add(Advice.PTR_MISSING.at(place, "expected a PTR record, found none"));
    } else if (confirmed.isEmpty() && !origin.addressesOfNames().containsKey(sender.ehloName())) {
      unconfirmed(origin, place, all);
    } else if (!origin.addressesOfNames().containsKey(sender.ehloName())) {
      String text = "expected the EHLO name among the names of the address, found " + confirmed;
      all.add(Advice.PTR_OTHER_THAN_EHLO_NAME.at(place, text));
    }
  }

  private static void unconfirmed(
      SenderIdentity.Origin origin, Finding.Place place, List<Finding> all) {
    Optional<DnsAnswer<InetAddress>> failed =
        origin.addressesOfNames().values().stream().filter(SenderReview::isUnknown).findFirst();
    String text =
        "expected a name that leads back to the address, found "
            + origin.names().records().stream()
                .map(record -> ForeignText.of(record.name()))
                .toList();
    all.add(
        failed
            .map(answer -> unknown(place, answer))
            .orElseGet(() -> Advice.PTR_NOT_CONFIRMED.at(place, text)));
  }

  private static Finding unknown(Finding.Place place, DnsAnswer<?> answer) {
    String why = answer.failure().map(DnsAnswer.LookupFailed::detail).orElse("none");
    return Advice.SENDER_UNKNOWN.at(place, "expected an answer of the DNS, found " + why);
  }
}
