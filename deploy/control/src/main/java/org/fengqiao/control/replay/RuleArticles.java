package org.fengqiao.control.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.jspecify.annotations.Nullable;

import org.fengqiao.local.Service;

/**
 * Articles behind the rules, grounds and kinds of the services' tables, by their names in events. The tables are data
 * that each service ships; whatever in them has a name and an article, or stands under one, is found. Immutable.
 */
final class RuleArticles {

    /** Tables of each service in which lines cite the law. */
    private static final Map<Service, List<String>> TABLES = Map.of(
            Service.INTAKE, List.of("intake-rules", "reconciliation-rules", "urgency-rules"),
            Service.ROUTING, List.of("triage", "relapse"));

    private static final List<String> NAMES = List.of("rule", "code", "id");
    private static final List<String> SOURCES = List.of("article", "source");

    /**
     * A line of a table.
     *
     * @param version of the table; null where the table has none
     * @param name of the line in events
     * @param article as the table cites it
     * @param verified whether the article was read and says what the line says
     */
    record Line(@Nullable String version, String name, String article, boolean verified) {

        /** Returns the article, and whether nobody has checked it. */
        String cited() {
            return article + (verified ? "" : " (not verified)");
        }
    }

    private final Map<Service, List<Line>> lines;

    private RuleArticles(Map<Service, List<Line>> lines) {
        this.lines = lines;
    }

    /** Returns those of the tables that come with this build. */
    static RuleArticles shipped() {
        var yaml = new ObjectMapper(new YAMLFactory());
        var lines = new EnumMap<Service, List<Line>>(Service.class);
        TABLES.forEach((service, tables) -> {
            var found = new ArrayList<Line>();
            for (var table : tables) {
                try (var resource = RuleArticles.class.getResourceAsStream("/" + table + ".yaml")) {
                    if (resource == null) {
                        throw new IllegalStateException("%s.yaml is not on the class path".formatted(table));
                    }
                    collect(yaml.readTree(resource), null, null, false, found);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            lines.put(service, List.copyOf(found));
        });
        return new RuleArticles(lines);
    }

    /** Collects what has a name and an article of its own or of what it stands in. */
    private static void collect(
            JsonNode node, @Nullable String version, @Nullable String article, boolean verified, List<Line> found) {
        if (node.isObject()) {
            var own = first(node, SOURCES);
            var cited = own == null ? article : own;
            var checked = own == null ? verified : node.path("verified").asBoolean(false);
            var in = node.hasNonNull("version") ? node.path("version").asText() : version;
            var name = first(node, NAMES);
            if (name != null && cited != null) {
                found.add(new Line(in, name, cited, checked));
            }
            node.forEach(part -> collect(part, in, cited, checked, found));
        } else {
            node.forEach(part -> collect(part, version, article, verified, found));
        }
    }

    private static @Nullable String first(JsonNode node, List<String> fields) {
        return fields.stream()
                .map(node::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the line of this name.
     *
     * @param version of the table, as the event names it; null for the newest that has such a line
     */
    Optional<Line> find(Service service, String name, @Nullable String version) {
        return lines.getOrDefault(service, List.of()).stream()
                .filter(line -> line.name().equals(name))
                .filter(line -> version == null || line.version() == null || version.equals(line.version()))
                .reduce((_, later) -> later);
    }

    /** Returns all lines. */
    Stream<Line> all() {
        return lines.values().stream().flatMap(List::stream);
    }
}
