package org.enforcedtls.architecture;

import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about the text of sources. Each answers with what breaks it, and where. */
final class SourceRules {
  static final int LOOK_AGAIN_LINES = 200;
  static final int MOST_LINES = 400;

  /** Trust and key managers are so named by the JDK. */
  private static final Pattern VAGUE_CLASS =
      Pattern.compile(
          "\\w*(Utils?|Helpers?|(?<!Trust|Key)Manager|Impl)|Abstract[A-Z]\\w*|I(?!Pv[46])[A-Z][a-z]\\w*");

  private static final Pattern VAGUE_PACKAGE =
      Pattern.compile("(^|.*\\.)(utils?|common|helpers?|impl|models?|dto|managers?|misc)(\\..*|$)");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");
  private static final Pattern VERDICT_ON_CODE =
      Pattern.compile("[<>]=?\\s*([45]00|[34]99)\\b|\\b([45]00|[34]99)\\s*[<>]|/\\s*100\\b");
  private static final Pattern FLOOR =
      Pattern.compile("\\A\\s*/\\*\\*\\s*\\*?\\s*Floor (\\d)\\.\\s");

  private SourceRules() {}

  static Stream<String> vaguePackages(Sources sources) {
    return sources
        .java()
        .map(SourceFile::packageName)
        .distinct()
        .filter(name -> VAGUE_PACKAGE.matcher(name).matches())
        .map(name -> name + ": name the package for what it holds");
  }

  static Stream<String> vagueClasses(Sources sources) {
    return sources.java().flatMap(SourceRules::vagueClasses);
  }

  private static Stream<String> vagueClasses(SourceFile source) {
    String code = source.code();
    return TYPE.matcher(code)
        .results()
        .filter(type -> VAGUE_CLASS.matcher(type.group(1)).matches())
        .map(
            type ->
                SourceFile.at(source.path(), code, type.start())
                    + ": name "
                    + type.group(1)
                    + " for what it does");
  }

  /** Only the classifier may tell what a reply code means; the reply itself names its class. */
  static Stream<String> verdictsOutsideTheClassifier(Sources sources) {
    Predicate<SourceFile> decides =
        source ->
            source.simpleName().equals("FailureClassifier")
                || source.packageName().equals("org.enforcedtls.reply");
    return sources
        .mainJava()
        .filter(decides.negate())
        .flatMap(source -> source.placesInCode(VERDICT_ON_CODE));
  }

  /** Every package has a package-info that is null-marked; those of core say their floor first. */
  static Stream<String> packagesWithoutWord(Sources sources) {
    return sources
        .mainJava()
        .filter(source -> !source.simpleName().equals("module-info"))
        .map(source -> source.path().replaceFirst("[^/]*$", "package-info.java"))
        .distinct()
        .flatMap(path -> wrongPackageInfo(sources, path));
  }

  private static Stream<String> wrongPackageInfo(Sources sources, String path) {
    return sources.files().stream()
        .filter(source -> source.path().equals(path))
        .findFirst()
        .map(SourceRules::wrongPackageInfo)
        .orElseGet(() -> Stream.of(path + ": missing"));
  }

  private static Stream<String> wrongPackageInfo(SourceFile source) {
    Stream<String> unmarked =
        source.code().contains("@NullMarked")
            ? Stream.empty()
            : Stream.of(source.path() + ": expected @NullMarked");
    OptionalInt floor = new Floors(CoreClasses.ROOT).of(source.packageName());
    if (!source.path().startsWith("core/") || floor.isEmpty()) {
      return unmarked;
    }
    Matcher said = FLOOR.matcher(source.text());
    boolean right = said.find() && Integer.parseInt(said.group(1)) == floor.getAsInt();
    String expected = "expected the comment to open with \"Floor " + floor.getAsInt() + ". \"";
    return right ? unmarked : Stream.concat(unmarked, Stream.of(source.path() + ": " + expected));
  }

  static Stream<String> longerThan(int lines, Sources sources) {
    return sources
        .java()
        .filter(source -> source.lineCount() > lines)
        .map(source -> source.path() + ": " + source.lineCount() + " lines");
  }
}
