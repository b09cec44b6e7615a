package org.enforcedtls.policyfile;

import org.enforcedtls.policy.partner.PartnerRow;

/**
 * A row, and where its parts stand. Immutable.
 *
 * @param row what was read
 * @param node what it was read from
 */
record ReadRow(PartnerRow row, YamlNode.Mapping node) {
  /** Where a key stands, or the innermost block that should have it. */
  Place place(String... keys) {
    Place place = node.place();
    YamlNode block = node;
    for (String key : keys) {
      if (!(block instanceof YamlNode.Mapping mapping) || !mapping.entries().containsKey(key)) {
        return place;
      }
      YamlNode.Entry entry = mapping.entries().get(key);
      place = entry.keyPlace();
      block = entry.value();
    }
    return place;
  }

  /** Where a host of {@code mx} stands. */
  Place placeOfHost(int index) {
    YamlNode.Entry hosts = node.entries().get("mx");
    return hosts != null && hosts.value() instanceof YamlNode.Sequence sequence
        ? sequence.items().get(index).place()
        : place("mx");
  }
}
