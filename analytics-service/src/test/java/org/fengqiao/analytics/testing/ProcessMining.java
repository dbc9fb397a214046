package org.fengqiao.analytics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A reader of exported logs, as strict as a process mining tool may be. */
public final class ProcessMining {

    private ProcessMining() {}

    /** Reads a log in XES; fails if it is none. */
    public static Document xes(String text) {
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(ProcessMining.class.getResource("/standards/xes.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(text)));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError("not XES", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a log in OCEL; fails if it is none, or names what it does not have. */
    public static JsonNode ocel(String text) {
        try (var schema = ProcessMining.class.getResourceAsStream("/standards/ocel.json")) {
            var log = new JsonMapper().readTree(text);
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                            .getSchema(Objects.requireNonNull(schema))
                            .validate(log))
                    .isEmpty();
            var objects = new HashSet<String>();
            log.get("objects")
                    .forEach(object ->
                            assertThat(objects.add(object.get("id").asText())).isTrue());
            checkTypes(log, "objectTypes", "objects");
            checkTypes(log, "eventTypes", "events");
            for (var part : Set.of("events", "objects")) {
                log.get(part)
                        .forEach(one -> one.get("relationships")
                                .forEach(relation -> assertThat(objects)
                                        .contains(relation.get("objectId").asText())));
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkTypes(JsonNode log, String types, String ones) {
        var declared = new TreeSet<String>();
        log.get(types)
                .forEach(type -> type.get("attributes")
                        .forEach(attribute -> declared.add(type.get("name").asText() + " "
                                + attribute.get("name").asText())));
        var names = new TreeSet<String>();
        log.get(types)
                .forEach(
                        type -> assertThat(names.add(type.get("name").asText())).isTrue());
        log.get(ones).forEach(one -> {
            assertThat(names).contains(one.get("type").asText());
            one.get("attributes")
                    .forEach(attribute -> assertThat(declared)
                            .contains(one.get("type").asText() + " "
                                    + attribute.get("name").asText()));
        });
    }
}
