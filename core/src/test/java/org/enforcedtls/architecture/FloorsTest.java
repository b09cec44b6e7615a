package org.enforcedtls.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.architecture.CoreClasses.CORE;
import static org.enforcedtls.architecture.CoreClasses.FIXTURES;
import static org.enforcedtls.architecture.CoreClasses.FIXTURE_ROOT;
import static org.enforcedtls.architecture.CoreClasses.ROOT;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorsTest {
  @Test
  void packageImportsOnlyFromLowerFloors() {
    rule(ROOT).check(CORE);
  }

  @Test
  void everyWayToBreakTheFloorsIsFound() {
    assertThat(rule(FIXTURE_ROOT).evaluate(FIXTURES).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("address.LooksUp") && detail.contains("dns.Answer"))
        .anyMatch(detail -> detail.contains("tls.AsksTrust") && detail.contains("trust.Chain"))
        .anyMatch(detail -> detail.contains("nowhere") && detail.contains("has no floor"))
        .noneMatch(detail -> detail.contains("policy.dane.Tlsa"))
        .noneMatch(detail -> detail.contains("outcome.Holds"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          address,           reply,             false
          dns,               message,           false
          trust,             tls,               false
          internal.route,    internal.wire,     false
          internal.wire,     internal.session,  false
          internal.session,  internal.delivery, false
          internal.session,  internal.http,     false
          internal.delivery, internal.http,     false
          trust,             internal.http,     false
          policy.dane,       outcome,           false
          outcome,           surprise,          false
          surprise,          address,           false
          trust.path,        address,           false
          internal.text,     address,           false
          internal.text,     internal.digest,   false
          surprise,          internal.text,     false
          address,           internal.text,     true
          observe,           internal.digest,   true
          internal.delivery, internal.session,  true
          internal.http,     internal.session,  true
          policy.partner,    policy.mtasts,     true
          policy,            policy.dane,       true
          reply,             reply,             true
          """)
  void onlyALowerFloorOrTheOwnPackageMayBeImported(
      String importing, String imported, boolean allowed) {
    assertThat(new Floors(ROOT).mayImport(ROOT + "." + importing, ROOT + "." + imported))
        .isEqualTo(allowed);
  }

  @Test
  void frontDoorMayImportEverythingAndIsImportedByNobody() {
    Floors floors = new Floors(ROOT);
    assertThat(floors.mayImport(ROOT, ROOT + ".internal.delivery")).isTrue();
    assertThat(floors.mayImport(ROOT + ".internal.delivery", ROOT)).isFalse();
  }

  private static ArchRule rule(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(importOnlyFromLowerFloors(new Floors(root)))
        .because("each floor can then be read, tested and replaced without those above it");
  }

  private static ArchCondition<JavaClass> importOnlyFromLowerFloors(Floors floors) {
    return new ArchCondition<>("import only from lower floors") {
      @Override
      public void check(JavaClass importing, ConditionEvents events) {
        String own = importing.getPackageName();
        if (floors.of(own).isEmpty()) {
          String text = own + " has no floor: give it one in " + Floors.class.getSimpleName();
          events.add(SimpleConditionEvent.violated(importing, text));
          return;
        }
        for (Dependency dependency : importing.getDirectDependenciesFromSelf()) {
          String other = dependency.getTargetClass().getBaseComponentType().getPackageName();
          if (floors.isBelowRoot(other) && !floors.mayImport(own, other)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }
}
