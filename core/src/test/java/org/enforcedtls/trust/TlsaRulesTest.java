package org.enforcedtls.trust;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The rules of the corpus of TLSA records are in words: which test holds each of them. */
class TlsaRulesTest {
  /** Number in the corpus, then tests; where a rule has several parts, one for each. */
  private static final String HELD_BY =
      """
      1  DaneDeliveryTest.selfSignedCertificateThatIsAnnouncedIsEnough
      3  trust.DaneVerifierTest.daneEeIgnoresNamesDatesChainAndUsage
      5  trust.DaneVerifierTest.daneTaChecksNames
      7  trust.DaneVerifierTest.authorityThatIsOnlyDigestedHasToBePresented
      9  DaneDeliveryTest.nextHostIsTriedAfterAMismatch
      9  DaneDeliveryTest.certificateOfAnApprovedCaDoesNotSaveWhatIsNotAnnounced
      11 DaneDeliveryTest.unusableRecordsDoNotLetMailLeaveInClear
      13 DaneDeliveryTest.unusableRecordBesideAUsableOneDoesNotWeakenIt
      15 DaneDeliveryTest.recordsOutOfAnUnsignedZoneAreNotLookedUp
      15 DaneJoinTest.mtaStsDemandsItsOwnWhereDaneDoesNotApply
      17 DaneDeliveryTest.hostWhoseTlsaCannotBeLookedUpIsLeftAlone
      17 DaneDeliveryTest.bogusDenialOfTlsaLeavesTheHostAloneAndTheNextIsTried
      19 DaneInsecureMxTest.tlsaRecordsAreNotLookedUp
      21 DaneDeliveryTest.recordsOfWhatTheHostNameStandsForComeFirstAndAreTheSni
      23 DaneAliasTest.domainWithoutMxRecordsThatIsAnAliasHasItsRecordsBehindItOrBefore
      25 DaneDeliveryTest.daneTaNeedsAPathAndTheNameOfHostOrDomain
      25 DaneAliasTest.recipientDomainMayBeNamedBelowAnAnchorBeforeAndBehindItsAlias
      27 DaneJoinTest.mtaStsGivesWayToDaneAndDoesNotRescueIt
      29 trust.DaneVerifierTest.weakerDigestDoesNotSave
      31 DaneJoinTest.tlsaIsAskedForBesideTheAddresses
      33 DaneJoinTest.floorOfTheProtocolHoldsBesideDane
      """;

  /** Rules that cannot come up here as the corpus puts them, and what holds in their place. */
  private static final Map<Integer, String> HELD_IN_ANOTHER_FORM =
      Map.of(
          31, "mail is sent to port 25 and to no other, so the name is always _25._tcp",
          33, "TLS 1.0 is never offered: the test raises the floor above the host instead");

  record Row(int rule, String owner, String method) {}

  static List<Row> rows() {
    return HELD_BY
        .lines()
        .map(line -> line.split("[ ]+(?=[a-zA-Z])|[.](?=[a-z]\\w+$)", -1))
        .map(parts -> new Row(Integer.parseInt(parts[0]), parts[1], parts[2]))
        .toList();
  }

  @Test
  void eachRuleIsHeldByATest() throws IOException {
    JsonNode rules =
        new ObjectMapper()
            .readTree(Files.readString(SharedData.file("tlsa/vectors.json")))
            .path("rules");
    Map<Integer, String> situations =
        StreamSupport.stream(rules.spliterator(), false)
            .collect(
                toMap(rule -> rule.path("n").asInt(), rule -> rule.path("situation").asText()));
    assertThat(rows().stream().map(Row::rule).distinct())
        .containsExactlyInAnyOrderElementsOf(situations.keySet());
    assertThat(situations.keySet()).containsAll(HELD_IN_ANOTHER_FORM.keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void testThatHoldsARuleIsRun(Row row) throws ClassNotFoundException {
    Class<?> owner = Class.forName("org.enforcedtls." + row.owner());
    List<Method> methods =
        ReflectionSupport.findMethods(
            owner,
            method -> method.getName().equals(row.method()),
            HierarchyTraversalMode.TOP_DOWN);
    assertThat(methods)
        .as("%s", row)
        .singleElement()
        .satisfies(
            method ->
                assertThat(
                        AnnotationSupport.isAnnotated(method, Test.class)
                            || AnnotationSupport.isAnnotated(method, ParameterizedTest.class))
                    .as("%s has an annotation of a test", Arrays.toString(method.getAnnotations()))
                    .isTrue());
  }
}
