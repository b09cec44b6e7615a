package org.enforcedtls.testkit.ca;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/** Whom a certificate names, in its subject and beside it. For one thread. */
final class Subject {
  private final List<GeneralName> alternatives = new ArrayList<>();
  private String commonName;
  private String organisation = "";

  Subject(String commonName) {
    this.commonName = commonName;
  }

  void commonName(String name) {
    commonName = name;
  }

  void organisation(String name) {
    organisation = name;
  }

  void dnsNames(String... names) {
    alternatives.clear();
    for (String name : names) {
      addAlternative(GeneralName.dNSName, name);
    }
  }

  void addAlternative(int tag, String name) {
    alternatives.add(new GeneralName(tag, name));
  }

  X500Name name() {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    if (!organisation.isEmpty()) {
      name.addRDN(BCStyle.O, organisation);
    }
    if (!commonName.isEmpty()) {
      name.addRDN(BCStyle.CN, commonName);
    }
    return name.build();
  }

  List<GeneralName> alternatives() {
    return List.copyOf(alternatives);
  }

  /** Without a name these are all the names that there are, and the JDK insists on it. */
  Criticality alternativesCriticality() {
    return organisation.isEmpty() && commonName.isEmpty()
        ? Criticality.CRITICAL
        : Criticality.NOT_CRITICAL;
  }
}
