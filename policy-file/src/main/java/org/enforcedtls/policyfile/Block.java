package org.enforcedtls.policyfile;

import java.util.List;
import java.util.Set;

/**
 * A kind of block of a partner table. Immutable.
 *
 * @param example how it is written at its shortest
 * @param keys all that it may have
 * @param required those that it must have
 */
record Block(String example, List<String> keys, Set<String> required) {
  static final Block TABLE =
      new Block(
          "version: 1, partners: [...]",
          List.of("version", "profiles", "partners"),
          Set.of("version", "partners"));

  static final Block PROFILE =
      new Block(
          "{suites: [TLS_AES_256_GCM_SHA384]}",
          List.of("least-protocol", "suites"),
          Set.of("suites"));

  static final Block PARTNER =
      new Block(
          "domain: fi.example",
          List.of(
              "domain",
              "subdomains",
              "mx",
              "binding-addresses",
              "route",
              "trust",
              "certificate-name",
              "cipher-profile",
              "cipher-suites",
              "revocation",
              "revocation-fetch",
              "stage",
              "from",
              "until",
              "on-failure",
              "lifetime",
              "contact"),
          Set.of("domain"));

  static final Block MX_HOST =
      new Block(
          "{host: post.fi.example}", List.of("host", "addresses", "common-name"), Set.of("host"));

  static final Block TRUST =
      new Block("{anchors: certdata.txt}", List.of("anchors", "issuers", "crls"), Set.of());

  static final List<Block> ALL = List.of(TABLE, PROFILE, PARTNER, MX_HOST, TRUST);
}
