package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enforcedtls.tls.ChannelRequirement;

/** The profiles that rows can name: the built-in ones and those of the file. Immutable. */
final class Profiles {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

  private static final Map<String, ChannelRequirement> BUILT_IN =
      ChannelRequirement.builtIn().stream()
          .collect(
              Collectors.toMap(
                  channel -> channel.profile().name(),
                  Function.identity(),
                  (one, other) -> one,
                  LinkedHashMap::new));

  /** An empty value is a profile of the file that could not be read; that is a problem already. */
  private final Map<String, Optional<ChannelRequirement>> byName;

  private Profiles(Map<String, Optional<ChannelRequirement>> byName) {
    this.byName = byName;
  }

  static Profiles read(YamlBlock table) {
    Map<String, Optional<ChannelRequirement>> byName = new LinkedHashMap<>();
    BUILT_IN.forEach((name, channel) -> byName.put(name, Optional.of(channel)));
    Problems problems = table.problems();
    table.find("profiles").ifPresent(node -> addOwn(node, byName, problems));
    return new Profiles(byName);
  }

  private static void addOwn(
      YamlNode node, Map<String, Optional<ChannelRequirement>> byName, Problems problems) {
    if (!(node instanceof YamlNode.Mapping own)) {
      String expected = "profiles: expected profiles by their names, found ";
      problems.add(node.place(), expected + node.found());
      return;
    }
    own.entries()
        .forEach(
            (name, entry) ->
                faultOf(name)
                    .ifPresentOrElse(
                        fault -> problems.add(entry.keyPlace(), fault),
                        () -> byName.put(name, readOne(name, entry.value(), problems))));
  }

  private static Optional<String> faultOf(String name) {
    String quoted = FoundText.quoted(name);
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "profiles: expected a name of up to 64 letters, digits and . _ -, found " + quoted);
    }
    return BUILT_IN.containsKey(name)
        ? Optional.of("profile " + quoted + " is built in; name it anew")
        : Optional.empty();
  }

  private static Optional<ChannelRequirement> readOne(
      String name, YamlNode node, Problems problems) {
    return YamlBlock.of(node, Block.PROFILE, problems)
        .flatMap(block -> ChannelReader.profile(name, block));
  }

  List<String> names() {
    return new ArrayList<>(byName.keySet());
  }

  /** What a name of {@link #names()} stands for; empty if that could not be read. */
  Optional<ChannelRequirement> channel(String name) {
    return byName.getOrDefault(name, Optional.empty());
  }
}
