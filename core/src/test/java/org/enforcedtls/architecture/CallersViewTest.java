package org.enforcedtls.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.architecture.CoreClasses.CORE;
import static org.enforcedtls.architecture.CoreClasses.FIXTURES;
import static org.enforcedtls.architecture.CoreClasses.FIXTURE_ROOT;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.module.ModuleDescriptor;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the exported packages show to their callers. */
class CallersViewTest {
  private static final String FIXTURE = FIXTURE_ROOT + ".exported";

  @Test
  void coreExportsNothingInternal() {
    assertThat(exportedByCore()).isNotEmpty().noneMatch(name -> name.contains(".internal"));
  }

  @Test
  void callersSeeOnlyTypesOfTheJdkAndOfExportedPackages() {
    showsOnlyExportedTypes(exportedByCore()).check(CORE);
  }

  @Test
  void foreignTypeIsFoundWhereverATypeCanStand() {
    assertThat(breaches(showsOnlyExportedTypes(Set.of(FIXTURE))))
        .containsExactlyInAnyOrder(
            "Foreign names org.xbill.DNS.Resolver",
            "Foreign.FIELD names org.xbill.DNS.Message",
            "Foreign.<init>(org.slf4j.Logger) names org.slf4j.Logger",
            "Foreign.names(java.util.List) names org.xbill.DNS.Name",
            "Foreign.hidden() names " + FIXTURE_ROOT + ".dns.Answer");
  }

  @Test
  void accessorsAreNamedWithoutGet() {
    namesAccessorsWithoutGet(exportedByCore()).check(CORE);
  }

  @Test
  void accessorWithGetIsFoundUnlessTheJdkNamedIt() {
    assertThat(breaches(namesAccessorsWithoutGet(Set.of(FIXTURE))))
        .containsExactly("Accessors.getName() is an accessor with get");
  }

  @Test
  void nothingTakesABoolean() {
    takesNoBoolean(exportedByCore()).check(CORE);
  }

  @Test
  void booleanIsFoundUnlessItIsAComponentOfARecord() {
    assertThat(breaches(takesNoBoolean(Set.of(FIXTURE))))
        .containsExactlyInAnyOrder(
            "Switches.<init>(boolean) takes a boolean",
            "Switches.verify(boolean) takes a boolean",
            "Switches.quietly(java.lang.Boolean) takes a boolean",
            "Switches$Verdict.<init>(boolean, int) takes a boolean");
  }

  private static ArchRule showsOnlyExportedTypes(Set<String> exported) {
    return eachIn(
        exported,
        "name only types of the JDK and of exported packages",
        shown ->
            Signatures.shownBy(shown)
                .filter(seen -> !isForCallers(seen.type(), exported))
                .map(seen -> seen.where() + " names " + seen.type().getName()));
  }

  private static ArchRule namesAccessorsWithoutGet(Set<String> exported) {
    return eachIn(
        exported,
        "name accessors without get",
        shown ->
            shown.getMethods().stream()
                .filter(method -> method.getName().matches("get([A-Z].*)?"))
                .filter(method -> method.getRawParameterTypes().isEmpty())
                .filter(method -> Signatures.isShown(method) && !Signatures.isForced(method))
                .map(method -> method.getFullName() + " is an accessor with get"));
  }

  private static ArchRule takesNoBoolean(Set<String> exported) {
    return eachIn(
        exported,
        "take an enum, or have two names, instead of a boolean",
        shown ->
            shown.getCodeUnits().stream()
                .filter(unit -> Signatures.takesBoolean(unit) && !Signatures.isForced(unit))
                .map(unit -> unit.getFullName() + " takes a boolean"));
  }

  private static ArchRule eachIn(
      Set<String> packages, String rule, Function<JavaClass, Stream<String>> breaches) {
    return classes()
        .that()
        .resideInAnyPackage(packages.toArray(String[]::new))
        .should(
            new ArchCondition<>(rule) {
              @Override
              public void check(JavaClass shown, ConditionEvents events) {
                breaches
                    .apply(shown)
                    .forEach(text -> events.add(SimpleConditionEvent.violated(shown, text)));
              }
            });
  }

  private static Collection<String> breaches(ArchRule rule) {
    return rule.evaluate(FIXTURES).getFailureReport().getDetails().stream()
        .map(detail -> detail.replaceFirst("^" + FIXTURE + ".", ""))
        .toList();
  }

  private static boolean isForCallers(JavaClass type, Set<String> exported) {
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || type.getPackageName().startsWith("javax.")
        || exported.contains(type.getPackageName());
  }

  private static Set<String> exportedByCore() {
    return CoreClasses.descriptor().exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toUnmodifiableSet());
  }
}
