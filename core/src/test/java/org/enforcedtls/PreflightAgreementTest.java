package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.Severity;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A check and a delivery come to the same end on everything that the test kit can do wrong, alone
 * and together: mail would leave exactly if a delivery comes to MAIL; and what a delivery names
 * first is among what the check names.
 *
 * <p>{@code -Dpreflight.scenes=500} draws more scenes of several faults, {@code -Dpreflight.seed=7}
 * others.
 */
@Timeout(120)
class PreflightAgreementTest {
  private static final TestCa CA = TestCa.create("Scene CA");
  private static final String FI = "fi.example";

  /** With what never answers; with all else there is enough for a busy machine. */
  private static final Duration LITTLE_PATIENCE = Duration.ofMillis(400);

  private static final long SEED = Long.getLong("preflight.seed", 1);
  private static final int SCENES = Integer.getInteger("preflight.scenes", 24);

  /** What a host does from MAIL on is beyond a check, which ends before it. */
  private static final Set<MxFault> FROM_MAIL_ON =
      EnumSet.range(MxFault.SENDER_REFUSED, MxFault.CLOSED_WHEN_IDLE);

  /** What is over only when somebody's patience is, in the check. */
  private static final Set<MxFault> STALLING =
      EnumSet.of(MxFault.SILENT, MxFault.EHLO_DRIPPING, MxFault.STARTTLS_SILENT);

  /** Answers that say something else than the zone, without making anybody wait. */
  private static final List<DnsBehaviour> ANSWERED =
      List.of(DnsBehaviour.NODATA, DnsBehaviour.NXDOMAIN, DnsBehaviour.SERVFAIL);

  private final Scene scene = new Scene(CA);
  private final List<ScriptedMx> hosts = new ArrayList<>();

  @AfterEach
  void stop() {
    scene.close();
  }

  /** What certificates can have wrong with them. */
  private enum Defect {
    NONE(certificate -> certificate),
    EXPIRED(CertificateBuilder::expired),
    NOT_YET_VALID(CertificateBuilder::notYetValid),
    WEAK_KEY(certificate -> certificate.rsa(1024)),
    SHA_1(CertificateBuilder::sha1Signature),
    DAMAGED(CertificateBuilder::damagedSignature),
    SELF_SIGNED(CertificateBuilder::selfSigned),
    OTHER_NAME(certificate -> certificate.dnsNames("other.example")),
    WILDCARD_OF_ANOTHER_LEVEL(certificate -> certificate.dnsNames("*.example")),
    COMMON_NAME_ALONE(CertificateBuilder::dnsNames),
    ADDRESS_ALONE(certificate -> certificate.dnsNames().addIpAddress("192.0.2.1")),
    OF_CLIENTS(CertificateBuilder::clientAuthenticationOnly),
    OTHER_USAGE(certificate -> certificate.extendedKeyUsages("1.3.6.1.5.5.7.3.4")),
    AUTHORITY(CertificateBuilder::authority),
    WITHOUT_KEY_USAGE(certificate -> certificate.withoutExtension("2.5.29.15")),
    EXPIRED_AND_MISNAMED(certificate -> certificate.expired().dnsNames("other.example"));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final UnaryOperator<CertificateBuilder> change;

    Defect(UnaryOperator<CertificateBuilder> change) {
      this.change = change;
    }

    TestCertificate of(String host) {
      return change.apply(CA.certificate(host)).issue();
    }
  }

  @ParameterizedTest
  @EnumSource(MxFault.class)
  void onEveryFaultOfAHost(MxFault fault) throws IOException {
    mx(1, host(1).fault(fault));
    DialogueTimeouts patient = DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10));
    scene
        .client()
        .timeouts(
            STALLING.contains(fault)
                ? patient.withAll(LITTLE_PATIENCE)
                : patient
                    .with(DialogueStep.BLOCK, LITTLE_PATIENCE)
                    .with(DialogueStep.FINAL, LITTLE_PATIENCE));
    assertAgreement();
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void onEveryDefectOfACertificate(Defect defect) throws IOException {
    mx(1, host(1).certificate(defect.of(name(1))));
    assertAgreement();
  }

  @ParameterizedTest
  @EnumSource(DnsBehaviour.class)
  void onEveryBehaviourOfTheDnsOverMxRecords(DnsBehaviour behaviour) throws IOException {
    mx(1, host(1));
    scene.dns().behave(FI, "MX", behaviour);
    waitLittleForTheDns();
    assertAgreement();
  }

  @ParameterizedTest
  @EnumSource(DnsBehaviour.class)
  void onEveryBehaviourOfTheDnsOverAddresses(DnsBehaviour behaviour) throws IOException {
    mx(1, host(1));
    scene.dns().behave(name(1), "A", behaviour);
    waitLittleForTheDns();
    assertAgreement();
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, SCENES).mapToObj(i -> SEED * 1000 + i);
  }

  /** Faults that the time-outs end are left to the tests of one fault: they would add up. */
  @ParameterizedTest
  @MethodSource("seeds")
  void onSeveralFaultsTogether(long seed) throws IOException {
    Random random = new Random(seed);
    int hosts = 1 + random.nextInt(3);
    for (int i = 1; i <= hosts; i++) {
      ScriptedMxBuilder host = host(i);
      if (random.nextBoolean()) {
        host.fault(drawn(quick(MxFault.values()), random));
      }
      if (random.nextBoolean()) {
        host.certificate(drawn(List.of(Defect.values()), random).of(name(i)));
      }
      mx(i, host);
      alsoAt(i, random);
    }
    if (random.nextInt(4) == 0) {
      row(IntStream.rangeClosed(1, hosts).filter(i -> random.nextBoolean()).toArray());
    }
    assertAgreement();
  }

  /** A second address, where nobody is. */
  private void alsoAt(int i, Random random) {
    if (random.nextInt(3) == 0) {
      String address = "192.0.2.10" + i;
      scene.dns().address(name(i), address);
      scene.network().refused(address);
    }
    if (random.nextInt(6) == 0) {
      scene.dns().behave(name(i), "A", drawn(ANSWERED, random));
    }
  }

  private static List<MxFault> quick(MxFault... all) {
    return Stream.of(all)
        .filter(fault -> !STALLING.contains(fault) && !FROM_MAIL_ON.contains(fault))
        .toList();
  }

  private static <T> T drawn(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static String name(int i) {
    return "mx" + i + ".fi.example";
  }

  private ScriptedMxBuilder host(int i) {
    return scene.host(name(i));
  }

  private void mx(int i, ScriptedMxBuilder host) throws IOException {
    hosts.add(scene.mx(FI, 10 * i, name(i), "192.0.2." + i, host));
  }

  /** A row that lists some of the hosts, or one that is none. */
  private void row(int... listed) {
    List<AdmittedMx> admitted =
        listed.length == 0
            ? List.of(AdmittedMx.of(MxPattern.of("post.fi.example")))
            : IntStream.of(listed).mapToObj(i -> AdmittedMx.of(MxPattern.of(name(i)))).toList();
    TlsPolicy row =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .mxAdmission(MxAdmission.only(admitted))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(row));
  }

  private void waitLittleForTheDns() {
    scene
        .client()
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(scene.dns().socketAddress()))
                .queryTimeout(LITTLE_PATIENCE)
                .totalTimeout(LITTLE_PATIENCE)
                .build());
  }

  private void assertAgreement() {
    Readiness readiness = readiness();
    assertThat(hosts).allSatisfy(mx -> assertThat(isMailSent(mx)).isFalse());

    RecipientOutcome outcome = scene.deliverTo("inbox@fi.example");

    boolean isMailSent = hosts.stream().anyMatch(PreflightAgreementTest::isMailSent);
    assertThat(readiness.isDeliverable())
        .as("%s, but %s", readiness.findings(), outcome)
        .isEqualTo(isMailSent);
    if (!isMailSent) {
      assertThat(failures(readiness)).contains(outcome.failure().orElseThrow().code().code());
    }
  }

  private Readiness readiness() {
    try (EnforcedTlsClient client = scene.client().build()) {
      return ReadinessRules.defaults().judge(client.preflight(Domain.of(FI)));
    }
  }

  private static Set<String> failures(Readiness readiness) {
    return readiness.findings().stream()
        .filter(finding -> finding.severity() == Severity.FAILURE)
        .map(Finding::code)
        .collect(Collectors.toSet());
  }

  private static boolean isMailSent(ScriptedMx mx) {
    return mx.connections().stream().anyMatch(connection -> connection.verbs().contains("MAIL"));
  }
}
