package org.enforcedtls.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a class shows of itself to those outside its package. */
final class Signatures {
  /**
   * A type that callers get to see.
   *
   * @param where the class or member that names it
   * @param type never an array
   */
  record Seen(String where, JavaClass type) {}

  private Signatures() {}

  static Stream<Seen> shownBy(JavaClass owner) {
    if (!isShown(owner)) {
      return Stream.empty();
    }
    Stream<JavaType> header =
        Stream.of(
                owner.getSuperclass().stream(),
                owner.getInterfaces().stream(),
                owner.getTypeParameters().stream())
            .flatMap(types -> types);
    Stream<Seen> fields =
        owner.getFields().stream()
            .filter(Signatures::isShown)
            .flatMap(field -> seen(field.getFullName(), Stream.of(field.getType())));
    Stream<Seen> units =
        owner.getCodeUnits().stream()
            .filter(Signatures::isShown)
            .flatMap(unit -> seen(unit.getFullName(), typesOf(unit)));
    return Stream.of(seen(owner.getName(), header), fields, units).flatMap(seen -> seen).distinct();
  }

  /** Whether callers can reach the member, its class being shown. */
  static boolean isShown(JavaMember member) {
    return isShown(member.getModifiers());
  }

  /**
   * Whether the signature is not the author's choice: a foreign supertype or the compiler set it.
   */
  static boolean isForced(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.SYNTHETIC)
        || (unit.isConstructor() && unit.getOwner().isAnonymousClass())
        || Stream.concat(
                unit.getOwner().getAllRawSuperclasses().stream(),
                unit.getOwner().getAllRawInterfaces().stream())
            .filter(type -> !type.getPackageName().startsWith(CoreClasses.ROOT))
            .anyMatch(type -> declares(type, unit));
  }

  /**
   * Whether a boolean is among the parameters. A record may have one as a component, and a class
   * may hand one to its private constructor, from factories with two names.
   */
  static boolean takesBoolean(JavaCodeUnit unit) {
    return !isCanonical(unit)
        && !(unit.isConstructor() && unit.getModifiers().contains(JavaModifier.PRIVATE))
        && unit.getRawParameterTypes().stream()
            .anyMatch(
                type -> type.isEquivalentTo(boolean.class) || type.isEquivalentTo(Boolean.class));
  }

  private static boolean isCanonical(JavaCodeUnit unit) {
    return unit instanceof JavaConstructor
        && unit.getOwner().isRecord()
        && Arrays.stream(unit.getOwner().reflect().getRecordComponents())
            .map(component -> component.getType().getName())
            .toList()
            .equals(unit.getRawParameterTypes().stream().map(JavaClass::getName).toList());
  }

  private static boolean declares(JavaClass type, JavaCodeUnit unit) {
    String[] parameters =
        unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    return type.tryGetMethod(unit.getName(), parameters).isPresent();
  }

  private static boolean isShown(JavaClass type) {
    Optional<JavaClass> enclosing = type.getEnclosingClass();
    return isShown(type.getModifiers()) && enclosing.map(Signatures::isShown).orElse(true);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static Stream<JavaType> typesOf(JavaCodeUnit unit) {
    return Stream.of(
            List.of(unit.getReturnType()),
            unit.getParameterTypes(),
            unit.getExceptionTypes(),
            unit.getTypeParameters())
        .flatMap(List::stream);
  }

  private static Stream<Seen> seen(String where, Stream<? extends JavaType> types) {
    return types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(type -> new Seen(where, type.getBaseComponentType()));
  }
}
