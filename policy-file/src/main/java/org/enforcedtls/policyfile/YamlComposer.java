package org.enforcedtls.policyfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Puts the nodes of one YAML document together from the events of the parser.
 *
 * <p>The library's own composer recurses as deep as the file nests and lets a key stand twice; here
 * depth, duplicates, tags and what aliases expand to are settled where each node is made. For one
 * thread.
 */
final class YamlComposer {
  /** The table nests 7 deep. */
  private static final int MAX_DEPTH = 16;

  /** Aliases counted as often as they are used: room for 20,000 full rows. */
  private static final int MAX_NODES = 1_000_000;

  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  private final ParserImpl parser;
  private final Problems problems;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int depth;

  /** Of the last node that was read whole or in part. */
  private Place reached = Place.START;

  /** A node that an alias can stand for, and how many nodes it holds. */
  private record Anchored(YamlNode node, int nodes) {}

  private YamlComposer(String text, Problems problems) {
    // With a smaller buffer a long value is copied once for every buffer that it fills.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(FileText.MAX_OCTETS)
            .setBufferSize(text.length() + 1)
            .setUseMarks(true)
            .build();
    this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    this.problems = problems;
  }

  static YamlNode compose(String text, Problems problems) throws PartnerFileException {
    YamlComposer composer = new YamlComposer(text, problems);
    try {
      return composer.document();
    } catch (MarkedYamlEngineException e) {
      Place place = Place.of(e.getProblemMark().or(e::getContextMark));
      throw problems.last(place, YamlFault.textOf(e));
    } catch (YamlEngineException e) {
      throw problems.last(Place.START, YamlFault.textOf(e));
    } catch (NumberFormatException e) {
      // The parser's scanner lets this one through for an escape such as \UFFFFFFFF.
      throw problems.last(
          composer.reached,
          "not YAML: after this place: expected escapes such as \\u00E4, found one of no character");
    }
  }

  private YamlNode document() throws PartnerFileException {
    parser.next(); // the start of the stream
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return new YamlNode.Nothing(Place.START);
    }
    parser.next(); // the start of the document
    YamlNode root = node();
    parser.next(); // the end of the document
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      Place place = Place.of(parser.peekEvent().getStartMark());
      throw problems.last(place, "expected one YAML document, found a second one");
    }
    return root;
  }

  private YamlNode node() throws PartnerFileException {
    Event event = parser.next();
    Place place = Place.of(event.getStartMark());
    reached = place;
    if (event instanceof AliasEvent alias) {
      return aliased(alias, place);
    }
    int nodesBefore = nodes;
    count(1, place);
    YamlNode node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar, place)
            : collection((CollectionStartEvent) event, place);
    ((NodeEvent) event)
        .getAnchor()
        .ifPresent(
            anchor -> anchors.put(anchor.getValue(), new Anchored(node, nodes - nodesBefore)));
    return node;
  }

  /** An anchor counts from the end of its node on, so that no node can hold itself. */
  private YamlNode aliased(AliasEvent alias, Place place) throws PartnerFileException {
    Anchored anchored = anchors.get(alias.getAlias().getValue());
    if (anchored == null) {
      String name = FoundText.quoted("*" + alias.getAlias().getValue());
      throw problems.last(place, "alias " + name + ": expected an anchor that ends before it");
    }
    count(anchored.nodes(), place);
    return anchored.node();
  }

  private YamlNode scalar(ScalarEvent scalar, Place place) {
    scalar.getTag().ifPresent(tag -> refuseTag(tag, place));
    boolean isNothing = scalar.isPlain() && NOTHING.contains(scalar.getValue());
    return isNothing ? new YamlNode.Nothing(place) : new YamlNode.Scalar(place, scalar.getValue());
  }

  private YamlNode collection(CollectionStartEvent start, Place place) throws PartnerFileException {
    start.getTag().ifPresent(tag -> refuseTag(tag, place));
    depth++;
    if (depth > MAX_DEPTH) {
      throw problems.last(place, "expected at most " + MAX_DEPTH + " levels, found more");
    }
    YamlNode node = start instanceof SequenceStartEvent ? sequence(place) : mapping(place);
    depth--;
    return node;
  }

  private YamlNode sequence(Place place) throws PartnerFileException {
    List<YamlNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node());
    }
    parser.next();
    return new YamlNode.Sequence(place, items);
  }

  private YamlNode mapping(Place place) throws PartnerFileException {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Place keyPlace = Place.of(parser.peekEvent().getStartMark()); // not where its anchor stands
      YamlNode key = node();
      YamlNode.Entry entry = new YamlNode.Entry(keyPlace, node());
      if (key instanceof YamlNode.Scalar scalar) {
        refuseSecond(scalar, entry, entries.putIfAbsent(scalar.text(), entry));
      } else {
        problems.add(keyPlace, "expected a key, found " + key.found());
      }
    }
    parser.next();
    return new YamlNode.Mapping(place, entries);
  }

  private void refuseSecond(
      YamlNode.Scalar key, YamlNode.Entry second, YamlNode.@Nullable Entry first) {
    if (first != null) {
      problems.add(
          second.keyPlace(),
          "key " + key.found() + " stands twice, first at " + problems.reference(first.keyPlace()));
    }
  }

  private void refuseTag(String tag, Place place) {
    problems.add(place, "expected a value without tag, found the tag " + FoundText.quoted(tag));
  }

  private void count(int more, Place place) throws PartnerFileException {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw problems.last(place, "expected at most " + MAX_NODES + " values, found more");
    }
  }
}
