package org.enforcedtls.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.architecture.CoreClasses.CORE;
import static org.enforcedtls.architecture.CoreClasses.FIXTURES;
import static org.enforcedtls.architecture.CoreClasses.FIXTURE_ROOT;
import static org.enforcedtls.architecture.CoreClasses.ROOT;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be known only in a few packages. */
class KnowledgeTest {
  /**
   * Types that only some packages may use.
   *
   * @param breach the fixture that uses them elsewhere
   * @param types their full names
   * @param packages the packages below the root, with their subpackages; empty for the root alone
   */
  record Knowledge(String breach, Pattern types, List<String> packages) {
    Knowledge(String breach, String types, String... packages) {
      this(breach, Pattern.compile(types), List.of(packages));
    }

    ArchRule rule(String root) {
      String[] knowing =
          packages.stream()
              .map(name -> name.isEmpty() ? root : root + "." + name + "..")
              .toArray(String[]::new);
      return noClasses()
          .that()
          .resideOutsideOfPackages(knowing)
          .should()
          .dependOnClassesThat(
              DescribedPredicate.<JavaClass>describe(
                  "match " + types,
                  type -> types.matcher(type.getBaseComponentType().getName()).matches()))
          .because("only " + String.join(", ", knowing) + " may know them");
    }

    @Override
    public String toString() {
      return breach;
    }
  }

  static Stream<Knowledge> knowledge() {
    return Stream.of(
        new Knowledge(
            "HoldsSocket",
            "java\\.net\\.(Server|Datagram|Multicast)?Socket"
                + "|javax\\.net\\.ServerSocketFactory"
                + "|javax\\.net\\.ssl\\.SSL(Server)?Socket.*"
                + "|java\\.nio\\.channels\\.(.*Socket|Datagram)Channel",
            // An engine sets and reads what JSSE has no parameter for: the groups.
            "tls",
            "internal.wire",
            "internal.session"),
        new Knowledge(
            "HoldsSocketFactory",
            "javax\\.net\\.SocketFactory",
            "",
            "internal.delivery",
            "internal.session",
            "internal.wire"),
        new Knowledge(
            "HoldsCertificate",
            "javax?\\.security\\.cert\\..*|org\\.bouncycastle\\.(cert|asn1\\.x509)\\..*",
            "trust",
            "internal.session"),
        // The JDK's certificates speak in dates, everybody else in instants.
        new Knowledge(
            "HoldsDate",
            "java\\.util\\.(Date|.*Calendar)|java\\.text\\..*DateFormat|java\\.sql\\.(Date|Time.*)",
            "trust",
            "internal.session"),
        // States of partners may be kept in a database; nothing else in core is.
        new Knowledge("HoldsConnection", "java\\.sql\\.(?!Date|Time).*", "monitor"));
  }

  @ParameterizedTest
  @MethodSource("knowledge")
  void onlyThePackagesThatNeedItKnowIt(Knowledge knowledge) {
    knowledge.rule(ROOT).check(CORE);
  }

  @ParameterizedTest
  @MethodSource("knowledge")
  void knowledgeElsewhereIsFound(Knowledge knowledge) {
    assertThat(knowledge.rule(FIXTURE_ROOT).evaluate(FIXTURES).getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(detail -> detail.contains("outcome." + knowledge.breach));
  }
}
