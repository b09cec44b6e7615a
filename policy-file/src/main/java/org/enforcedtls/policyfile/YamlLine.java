package org.enforcedtls.policyfile;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Writes YAML a line at a time; the YAML library decides what is quoted. Values are text, true, and
 * lists and maps of such.
 */
final class YamlLine {
  /** The words of the core schema, such as {@code Null}, mean nothing to those who write text. */
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setSchema(new CoreSchema())
          .setSplitLines(false)
          .setBestLineBreak("\n")
          .build();

  private YamlLine() {}

  /** Such as {@code trust: {issuers: [DigiCert]}}. */
  static String field(String key, Object value) {
    return written(mapping(Map.of(key, value), FlowStyle.BLOCK));
  }

  /** Such as {@code - {host: post.fi.example}}. */
  static String item(Object value) {
    return written(new SequenceNode(Tag.SEQ, List.of(node(value)), FlowStyle.BLOCK));
  }

  private static String written(Node node) {
    Text text = new Text();
    new Dump(SETTINGS).dumpNode(node, text);
    return text.written.toString().stripTrailing();
  }

  private static Node node(Object value) {
    if (value instanceof Map<?, ?> map) {
      return mapping(map, FlowStyle.FLOW);
    }
    if (value instanceof List<?> items) {
      return new SequenceNode(Tag.SEQ, items.stream().map(YamlLine::node).toList(), FlowStyle.FLOW);
    }
    String text = value.toString();
    Tag tag = value instanceof Boolean ? Tag.BOOL : Tag.STR;
    ScalarStyle style = FoundText.isOneLine(text) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
    return new ScalarNode(tag, text, style);
  }

  private static MappingNode mapping(Map<?, ?> map, FlowStyle style) {
    List<NodeTuple> tuples =
        map.entrySet().stream()
            .map(entry -> new NodeTuple(node(entry.getKey()), node(entry.getValue())))
            .toList();
    return new MappingNode(Tag.MAP, tuples, style);
  }

  private static final class Text implements StreamDataWriter {
    private final StringBuilder written = new StringBuilder();

    @Override
    public void write(String text) {
      written.append(text);
    }

    @Override
    public void write(String text, int offset, int characters) {
      written.append(text, offset, offset + characters);
    }
  }
}
